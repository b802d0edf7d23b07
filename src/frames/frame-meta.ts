import type { QueryResultMeta } from '@grafana/data';

/** What every frame says of how it was made: the query for Grafana's inspector, and in words what is partial or left out. */
export function frameMeta(of: {
  readonly executed: string;
  readonly notices: readonly string[];
}): QueryResultMeta {
  return {
    executedQueryString: of.executed,
    ...(of.notices.length > 0 && {
      notices: of.notices.map((text) => ({ severity: 'info' as const, text })),
    }),
  };
}
