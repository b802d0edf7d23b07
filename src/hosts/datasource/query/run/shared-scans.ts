import type { Scan, ScanQuestion } from '#scan';
import { printMatchers, printProfileType, type Milliseconds, type TimeRange } from '#series';

/** Scans, asked once for all panels and refreshes that want the same. */
export interface SharedScans {
  /** As `scanFleet`, but a scan that nobody waits for any more is stopped. */
  scan(question: ScanQuestion, options: SharedScanOptions): Promise<Scan>;
}

export interface SharedScanOptions {
  readonly signal: AbortSignal;
  /** Each state, the last one too. */
  readonly onProgress: (scan: Scan) => void;
}

type Run = (question: ScanQuestion, options: SharedScanOptions) => Promise<Scan>;

interface Shared {
  readonly answer: Promise<Scan>;
  readonly stop: AbortController;
  readonly listeners: Set<(scan: Scan) => void>;
  readonly until: Milliseconds;
  isOver: boolean;
  latest: Scan | undefined;
}

/** What is kept is not asked again; a failure is not kept, nor what ended early by one. */
const KEPT_MS: Milliseconds = 15 * 60_000;
const MOST_KEPT = 8;

export function createSharedScans(run: Run, now: () => Milliseconds): SharedScans {
  const kept = new Map<string, Shared>();
  return {
    scan: (question, { signal, onProgress }) => {
      const key = keyOf(question);
      const known = kept.get(key);
      const isGood = known && (!known.isOver || known.until > now());
      const shared = isGood ? known : start(question);
      const forget = () => {
        if (kept.get(key) === shared) kept.delete(key);
      };
      // What was asked for last is the last to go.
      kept.delete(key);
      kept.set(key, shared);
      for (const [other, { isOver }] of kept)
        if (kept.size > MOST_KEPT && isOver && other !== key) kept.delete(other);
      if (!isGood) shared.answer.then(({ phase }) => phase === 'lost' && forget(), forget);
      return wait(shared, { signal, onProgress }, () => {
        forget();
        shared.stop.abort();
      });
    },
  };

  function start(question: ScanQuestion): Shared {
    const stop = new AbortController();
    const heard: Pick<Shared, 'listeners' | 'isOver' | 'latest'> = {
      listeners: new Set(),
      isOver: false,
      latest: undefined,
    };
    const answer = run(question, {
      signal: stop.signal,
      onProgress: (scan) => {
        heard.latest = scan;
        for (const listener of heard.listeners) listener(scan);
      },
    });
    const shared: Shared = Object.assign(heard, { answer, stop, until: now() + KEPT_MS });
    const end = () => void (shared.isOver = true);
    answer.then(end, end);
    return shared;
  }
}

function wait(
  shared: Shared,
  { signal, onProgress }: SharedScanOptions,
  onLast: () => void,
): Promise<Scan> {
  const { listeners, latest, answer } = shared;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    // Two that wait with the same function are two.
    const listener = (scan: Scan) => onProgress(scan);
    const leave = () => {
      listeners.delete(listener);
      reject(signal.reason as Error);
      if (listeners.size === 0 && !shared.isOver) onLast();
    };
    listeners.add(listener);
    signal.addEventListener('abort', leave, { once: true });
    if (latest) onProgress(latest);
    const done = () => {
      listeners.delete(listener);
      signal.removeEventListener('abort', leave);
    };
    answer.finally(done).then(resolve, reject);
  });
}

function keyOf({ range, matchers, profileTypes, aliases, ...rest }: ScanQuestion): string {
  return JSON.stringify([
    range.start,
    range.end,
    printMatchers(matchers),
    profileTypes?.map(printProfileType),
    aliases,
    Object.entries(rest).sort(),
  ]);
}

/** Of a range. */
const PARTS = 12;
const MINUTE: Milliseconds = 60_000;

/**
 * What of a range has all of its profiles, so that its scan can be kept: the range itself where it ended a minute ago or earlier; else both
 * ends go back to whole twelfths of its length, and no less than whole minutes, since 1970: a dashboard of the last hour asks every five
 * minutes, however often it is refreshed.
 */
export function settledRange({ start, end }: TimeRange, now: Milliseconds): TimeRange {
  const settled = now - MINUTE;
  if (end <= settled) return { start, end };
  const grid = Math.max(MINUTE, Math.ceil((end - start) / PARTS));
  const whole = (time: Milliseconds) => Math.floor(time / grid) * grid;
  return { start: whole(start), end: whole(Math.min(end, settled)) };
}
