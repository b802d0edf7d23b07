import type { DraftRow } from './draft-row';
import type { RowBadge, RowSource, RowState } from './target-row';

export const STATE_TITLES: Readonly<Record<RowState, string>> = {
  failing: 'failing',
  stale: 'stale',
  neverScraped: 'never scraped',
  empty: 'scraped but empty',
  notProfiled: 'not profiled',
  profiling: 'profiling',
};

export const SOURCE_TITLES: Readonly<Record<RowSource, string>> = {
  scraped: 'scraped',
  pushed: 'pushed',
  federated: 'federated',
  metricsOnly: 'metrics only',
};

/** All that the user may search a row by, in lower case. */
export function searchTextOf(row: DraftRow, badges: readonly RowBadge[]): string {
  const { labels, job, address, topology, profiles, source, state } = row;
  return [
    ...Object.values(labels),
    topology?.unit ?? '',
    job,
    address,
    SOURCE_TITLES[source],
    STATE_TITLES[state],
    ...badges.map(({ kind }) => kind),
    ...profiles.map(({ name, error }) => `${name} ${error}`),
  ]
    .join('\n')
    .toLowerCase();
}
