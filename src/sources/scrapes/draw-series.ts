import {
  groupBy,
  groupBySeries,
  kindOf,
  labelsKey,
  pickLabels,
  rateUnit,
  type ProfileType,
  type Scrape,
} from '#series';
import type { ProfileSeries } from '../ports';
import {
  addBucketed,
  gridTimes,
  holdStates,
  spreadRates,
  type Bucketed,
  type Grid,
} from './buckets';

/** The type's rate in the buckets of a grid, one series for each combination of `sumBy` labels; those without any value are left out. */
export function drawSeries(
  scrapes: readonly Scrape[],
  of: { readonly profileType: ProfileType; readonly sumBy: readonly string[]; readonly grid: Grid },
): readonly ProfileSeries[] {
  const { profileType, sumBy, grid } = of;
  const labelsOf = (scrape: Scrape) => pickLabels(scrape.labels, sumBy);
  const groups = groupBy(scrapes, (scrape) => labelsKey(labelsOf(scrape)));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => ({
      labels: labelsOf(group[0]!),
      unit: rateUnit(profileType),
      times: gridTimes(grid),
      values: addBucketed(
        groupBySeries(group).map((series) => bucketsOf(series, profileType, grid)),
        grid,
      ),
    }))
    .filter(({ values }) => values.some((value) => value !== null));
}

function bucketsOf(series: readonly Scrape[], profileType: ProfileType, grid: Grid): Bucketed {
  if (kindOf(profileType) === 'gauge') return holdStates(series, grid);
  // Nanoseconds for each millisecond are a millionth of a core; any other unit for each millisecond is a thousandth of unit/s.
  const factor = rateUnit(profileType) === 'cores' ? 1e-6 : 1e3;
  const spread = spreadRates(series, grid);
  return {
    ...spread,
    values: spread.values.map((rate) => (rate === null ? null : rate * factor)),
  };
}
