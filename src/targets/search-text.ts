import type { DraftRow } from './draft-row';
import type { RowMark, RowSource, RowState } from './target-row';

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

/** All that a person may search a row by, in lower case. */
export function searchTextOf(row: DraftRow, marks: readonly RowMark[]): string {
  const { labels, job, address, topology, chips, source, state } = row;
  return [
    ...Object.values(labels),
    topology?.unit ?? '',
    job,
    address,
    SOURCE_TITLES[source],
    STATE_TITLES[state],
    ...marks.map(({ kind }) => kind),
    ...chips.map(({ name, error }) => `${name} ${error}`),
  ]
    .join('\n')
    .toLowerCase();
}
