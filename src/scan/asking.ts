import { ProfileError } from '#profile';
import { SeriesError } from '#series';
import { SourceError, type CallOptions } from '#sources';

/** Counts what is asked, and keeps what failed as sentences, so that one failure does not end a scan. */
export interface Asking {
  readonly signal: AbortSignal;
  /** So far. */
  readonly questions: () => number;
  /** A sentence for each way in which questions failed, with what they were of. */
  readonly problems: () => readonly string[];
  /**
   * undefined: it failed. Rejects when `signal` aborts, and with what is no failure of an answer. What is `retried` another way is no failure of the
   * scan yet.
   */
  ask<T>(
    of: string,
    question: (options: CallOptions) => Promise<T>,
    how?: { readonly retried: boolean },
  ): Promise<T | undefined>;
  /** What no answer is to blame for. */
  note(sentence: string): void;
  /** Of the last question that failed. */
  readonly lastError: () => Error | undefined;
  /** So many questions in a row failed that the server seems to be gone. */
  readonly isLost: () => boolean;
  /** The same, or the last question that was asked could not reach it. */
  readonly isGone: () => boolean;
}

const MOST_IN_A_ROW = 20;
const MOST_NAMES = 3;

export function createAsking(signal: AbortSignal): Asking {
  const failures = new Map<string, Set<string>>();
  const notes: string[] = [];
  let [questions, failedInARow] = [0, 0];
  let [lastError, lastFailure]: (Error | undefined)[] = [];
  const isLost = () => failedInARow >= MOST_IN_A_ROW;
  return {
    signal,
    questions: () => questions,
    lastError: () => lastError,
    isLost,
    isGone: () => isLost() || (failedInARow > 0 && isUnreached(lastFailure)),
    problems: () => [...notes, ...[...failures].map(sentenceOf)],
    note: (sentence) => void notes.push(sentence),
    ask: async (of, question, { retried } = { retried: false }) => {
      signal.throwIfAborted();
      questions++;
      try {
        const answer = await question({ signal });
        failedInARow = 0;
        return answer;
      } catch (error) {
        signal.throwIfAborted();
        if (!isOfAnswer(error)) throw error;
        failedInARow++;
        lastFailure = error;
        if (retried && failedInARow < MOST_IN_A_ROW) return undefined;
        lastError = error;
        const same = failures.get(error.message) ?? new Set();
        failures.set(error.message, same.add(of));
        return undefined;
      }
    },
  };
}

/** What stands before a server that is gone says so with an HTTP status of its own. */
const OF_GATEWAYS = [502, 503, 504];

const isUnreached = (error: Error | undefined) =>
  error instanceof SourceError &&
  (['unreachable', 'timeout'].includes(error.kind) || OF_GATEWAYS.includes(error.status ?? 0));

const isOfAnswer = (error: unknown): error is Error =>
  [SourceError, SeriesError, ProfileError].some((type) => error instanceof type);

/** `Parca: disk full (CPU time of shop/0, shop/1, shop/2 and 4 more)` */
function sentenceOf([message, of]: readonly [string, ReadonlySet<string>]): string {
  const names = [...of].slice(0, MOST_NAMES).join(', ');
  const more = of.size > MOST_NAMES ? ` and ${of.size - MOST_NAMES} more` : '';
  return `${message} (${names}${more})`;
}
