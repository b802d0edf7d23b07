import { useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';

/** A query as the pages draw it: four pictures, and the last good data under three of them. */
export interface LatestQuery<T> {
  readonly data: T | undefined;
  readonly state: 'loading' | 'ready' | 'failed';
  readonly error: Error | undefined;
  /** True while `data` is of an earlier question than the one that is asked now. */
  readonly stale: boolean;
  readonly retry: () => void;
}

/**
 * Keeps the last good answer through a failure: react-query keeps it only while the key stays, and a new window that
 * fails must not blank the old picture.
 */
export function useLatestQuery<T>(query: UseQueryResult<T, Error>): LatestQuery<T> {
  const [last, setLast] = useState<T | undefined>(undefined);
  const fresh = query.data !== undefined && !query.isPlaceholderData;
  if (fresh && query.data !== last) setLast(query.data);
  const data = query.data ?? last;
  return {
    data,
    state: query.isError ? 'failed' : query.isFetching && !fresh ? 'loading' : 'ready',
    error: query.error ?? undefined,
    stale: data !== undefined && !fresh,
    retry: () => void query.refetch(),
  };
}
