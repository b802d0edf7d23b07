import { useMemo } from 'react';
import type { Engine, TreeHandle } from '#engine';
import type { SearchResult } from '#profile';
import { useAsync } from '#ui';

/** Ordinary patterns take milliseconds; one that backtracks without end is given up. */
const GIVE_UP_MS = 2000;
const TOO_LONG: SearchResult = {
  kind: 'invalid',
  message: `given up after ${GIVE_UP_MS / 1000} s: the pattern takes too long`,
};

interface Question {
  readonly handle: TreeHandle;
  readonly pattern: string;
}

interface Found {
  readonly handle: TreeHandle;
  readonly result: SearchResult;
}

/** What a pattern matches in a tree, off the main thread; the last answer for this tree stays until the next one. */
export function useSearch(
  engine: Pick<Engine, 'search'>,
  handle: TreeHandle,
  pattern: string,
): SearchResult | undefined {
  const question = useMemo(
    () => (pattern === '' ? undefined : { handle, pattern }),
    [handle, pattern],
  );
  const { data } = useAsync(question, (asked, signal) => search(engine, asked, signal));
  return question && data?.handle === handle ? data.result : undefined;
}

/** A pattern that fails has an answer too: why. */
async function search(
  engine: Pick<Engine, 'search'>,
  { handle, pattern }: Question,
  signal: AbortSignal,
): Promise<Found> {
  const control = new AbortController();
  const stop = () => control.abort();
  signal.addEventListener('abort', stop);
  const timer = setTimeout(stop, GIVE_UP_MS);
  try {
    return { handle, result: await engine.search(handle, pattern, { signal: control.signal }) };
  } catch (error) {
    if (control.signal.aborted) return { handle, result: TOO_LONG };
    const message = error instanceof Error ? error.message : String(error);
    return { handle, result: { kind: 'invalid', message } };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
