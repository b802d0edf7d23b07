import { bucketMeans, findSteps } from '#statistics';
import type { Finding, Points } from '../finding';
import { shapeOf } from './shape';

/** Over the range, at the same times. */
export interface FunctionOverTime {
  /** In the type's `rateUnit`, over the finding's units. */
  readonly series: Points;
  /** The total of these units: what the function is held against, so that load does not hide it. Absent for states. */
  readonly whole?: Points | undefined;
}

/** The finding with its series, and with the place where that changed in the finding's direction; without such a place, as it was. */
export function dateFinding(finding: Finding, { series, whole }: FunctionOverTime): Finding {
  const values = series.values.map((value, i) => shareOf(value, whole ? whole.values[i] : 1));
  const { means, starts } = bucketMeans(values);
  const found = findSteps(means);
  if (found.kind === 'steady' || found.kind === 'too short') return { ...finding, series };
  const { change, at, within, until } = shapeOf(found, means);
  if (change > 0 !== (finding.direction === 'up')) return { ...finding, series };
  const timeAt = (bucket: number) => series.times[starts[bucket]!]!;
  const bucket = (timeAt(starts.length - 1) - timeAt(0)) / Math.max(1, starts.length - 1);
  return {
    ...finding,
    series,
    since: { time: timeAt(at), uncertainty: within * bucket },
    until: until === undefined ? undefined : timeAt(until),
  };
}

/** NaN is a gap. */
function shareOf(value: number | null, whole: number | null | undefined): number {
  if (value === null || whole === null || whole === undefined || !(whole > 0)) return NaN;
  return value / whole;
}
