import { useEffect, useState } from 'react';
import type { Engine } from '#engine';
import type { CallTree, SearchResult } from '#profile';

/** Ordinary patterns take milliseconds; one that backtracks without end is given up. */
const LIMIT_MS = 2000;
const TOO_LONG: SearchResult = {
  kind: 'invalid',
  message: `given up after ${LIMIT_MS / 1000} s: the pattern takes too long`,
};

interface Found {
  readonly tree: CallTree;
  readonly result: SearchResult;
}

/** What a pattern matches in a tree, off the main thread; the last answer for this tree stays until the next one. */
export function useSearch(
  engine: Pick<Engine, 'search'>,
  tree: CallTree,
  pattern: string,
): SearchResult | undefined {
  const [found, setFound] = useState<Found | undefined>(undefined);
  useEffect(() => {
    if (pattern === '') return undefined;
    const control = new AbortController();
    const timer = setTimeout(() => {
      control.abort();
      setFound({ tree, result: TOO_LONG });
    }, LIMIT_MS);
    engine
      .search(tree, pattern, { signal: control.signal })
      .then(
        (result) => setFound({ tree, result }),
        (error: unknown) => {
          if (control.signal.aborted) return;
          const message = error instanceof Error ? error.message : String(error);
          setFound({ tree, result: { kind: 'invalid', message } });
        },
      )
      .finally(() => clearTimeout(timer));
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [engine, tree, pattern]);
  return pattern !== '' && found?.tree === tree ? found.result : undefined;
}
