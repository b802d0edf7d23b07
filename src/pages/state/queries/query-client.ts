import { QueryClient, type QueryClientConfig } from '@tanstack/react-query';
import type { Engine, TreeHandle } from '#engine';
import { SourceError } from '#sources';

/** Only what may pass by itself is tried again; a bad query stays bad. */
const CONFIG: QueryClientConfig = {
  defaultOptions: {
    queries: {
      retry: (count, error) =>
        count < 2 && error instanceof SourceError && error.kind === 'unreachable',
      retryDelay: (attempt) => 500 * 2 ** attempt,
      staleTime: 5 * 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
    },
  },
};

/** The `meta` of a query whose answer has a `handle`: the answer is the tree's first user. */
export const OWNS_TREE = { ownsTree: true } as const;

/** The pages' cache. A tree is released when the cache drops the answer that owns it, or has another one in its place. */
export function createQueryClient(engine: Pick<Engine, 'release'>): QueryClient {
  const client = new QueryClient(CONFIG);
  const owned = new Map<string, TreeHandle>();
  client.getQueryCache().subscribe(({ type, query }) => {
    if (query.meta?.['ownsTree'] !== true) return;
    const before = owned.get(query.queryHash);
    const { data } = query.state as { data?: { readonly handle: TreeHandle } };
    const now = type === 'removed' ? undefined : data?.handle;
    if (now === before) return;
    if (now === undefined) owned.delete(query.queryHash);
    else owned.set(query.queryHash, now);
    if (before !== undefined) engine.release(before);
  });
  return client;
}
