import { useQueries } from '@tanstack/react-query';
import type { TimeRange } from '#series';
import { useHost } from '../host';
import { profileTypesQuery } from './queries';

/** A server that does not answer what it has. */
export interface SilentServer {
  readonly name: string;
  readonly error: Error;
  readonly retry: () => void;
}

/**
 * Of several servers those behind the first that fail. What there is to choose from is of all that answer, so that without a word what
 * only these have would look as if it were not there. The first one's failure is the page's own.
 */
export function useSilentServers(range: TimeRange): readonly SilentServer[] {
  const { datasources = [], sourceOf } = useHost().profiles;
  const others = datasources.slice(1).flatMap((name) => {
    const source = sourceOf?.(name);
    return source ? [{ name, source }] : [];
  });
  const asked = useQueries({
    queries: others.map(({ name, source }) => {
      const { queryKey, ...query } = profileTypesQuery({ profiles: source }, range);
      return { ...query, queryKey: [...queryKey, name] };
    }),
  });
  return others.flatMap(({ name }, i) => {
    const { error, refetch } = asked[i]!;
    return error ? [{ name, error, retry: () => void refetch() }] : [];
  });
}
