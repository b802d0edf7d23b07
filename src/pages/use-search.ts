import { useEffect, useState } from 'react';
import type { Engine, TreeHandle } from '#engine';
import type { SearchResult } from '#profile';

/** Ordinary patterns take milliseconds; one that backtracks without end is given up. */
const GIVE_UP_MS = 2000;
const TOO_LONG: SearchResult = {
  kind: 'invalid',
  message: `given up after ${GIVE_UP_MS / 1000} s: the pattern takes too long`,
};

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
  const [found, setFound] = useState<Found | undefined>(undefined);
  useEffect(() => {
    if (pattern === '') return undefined;
    const control = new AbortController();
    const timer = setTimeout(() => {
      control.abort();
      setFound({ handle, result: TOO_LONG });
    }, GIVE_UP_MS);
    engine
      .search(handle, pattern, { signal: control.signal })
      .then(
        (result) => setFound({ handle, result }),
        (error: unknown) => {
          if (control.signal.aborted) return;
          const message = error instanceof Error ? error.message : String(error);
          setFound({ handle, result: { kind: 'invalid', message } });
        },
      )
      .finally(() => clearTimeout(timer));
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [engine, handle, pattern]);
  return pattern !== '' && found?.handle === handle ? found.result : undefined;
}
