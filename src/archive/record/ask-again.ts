import { setTimeout as wait } from 'node:timers/promises';
import {
  kindOfStatus,
  SourceError,
  type SourceErrorKind,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from '#sources';

/** Between two times of asking; a server that is busy is not helped by being asked at once. */
const PAUSES_MS = [1000, 5000, 20_000];

interface AskAgainOptions {
  /** Hears why a question is asked again after a pause. */
  readonly onAgain?: (reason: string) => void;
  readonly signal?: AbortSignal | undefined;
  readonly pausesMs?: readonly number[];
}

/**
 * A recording asks for minutes or hours, and one bad moment of a server must not end it. Asked again are questions that were not
 * answered: once where nothing was reached (a server may close an idle connection at the very moment at which it is used again, and
 * Node does not repeat a POST by itself), and three times, with pauses, where a server is too slow or too busy. For questions only,
 * which may be asked twice.
 */
export function askAgain(transport: Transport, options: AskAgainOptions = {}): Transport {
  const { onAgain, signal, pausesMs = PAUSES_MS } = options;
  return {
    async request(request) {
      for (let again = 0; ; again++) {
        const outcome = await ask(transport, request);
        const reason = reasonToAsk(outcome, again);
        const pause = pausesMs[again];
        if (reason === undefined || pause === undefined) {
          if (outcome instanceof SourceError) throw outcome;
          return outcome;
        }
        if (isUnreachable(outcome)) continue;
        onAgain?.(reason);
        await wait(pause, undefined, signal ? { signal } : {});
      }
    },
  };
}

type Outcome = TransportResponse | SourceError;

async function ask(transport: Transport, request: TransportRequest): Promise<Outcome> {
  try {
    return await transport.request(request);
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

/** Failures that pass by themselves. */
const PASSING: ReadonlySet<SourceErrorKind> = new Set(['timeout', 'busy', 'unreachable']);
/** DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE, where they come without a message. */
const BUSY_GRPC = new Set(['4', '8', '14']);

function reasonToAsk(outcome: Outcome, again: number): string | undefined {
  if (outcome instanceof SourceError) {
    const mayPass = outcome.kind === 'timeout' || (isUnreachable(outcome) && again === 0);
    return mayPass ? outcome.detail : undefined;
  }
  const { status, headers } = outcome;
  if (PASSING.has(kindOfStatus(status))) return `HTTP ${status}`;
  const code = headers['grpc-status'];
  if (code === undefined || !BUSY_GRPC.has(code)) return undefined;
  return headers['grpc-message'] ?? `gRPC status ${code}`;
}

function isUnreachable(outcome: Outcome): boolean {
  return outcome instanceof SourceError && outcome.kind === 'unreachable';
}
