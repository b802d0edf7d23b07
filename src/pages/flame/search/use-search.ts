import { useMemo } from 'react';
import type { Engine, TreeHandle } from '#engine';
import type { Search, SearchResult } from '#profile';
import { useAsync } from '#ui';

interface Question extends Search {
  readonly handle: TreeHandle;
}

interface Found {
  readonly handle: TreeHandle;
  readonly result: SearchResult;
}

/** What a search finds in a tree, off the main thread; the last answer for this tree stays until the next one. */
export function useSearch(
  engine: Pick<Engine, 'search'>,
  handle: TreeHandle,
  { text, regex, by = 'function' }: Search,
): SearchResult | undefined {
  const question = useMemo(
    () => (text === '' ? undefined : { handle, text, regex, by }),
    [handle, text, regex, by],
  );
  const { data } = useAsync(question, (asked, signal) => search(engine, asked, signal));
  return question && data?.handle === handle ? data.result : undefined;
}

/** A search that fails has an answer too: why. */
async function search(
  engine: Pick<Engine, 'search'>,
  { handle, ...asked }: Question,
  signal: AbortSignal,
): Promise<Found> {
  try {
    return { handle, result: await engine.search(handle, asked, { signal }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { handle, result: { kind: 'invalid', message } };
  }
}
