import { bucketMeans, findSteps } from '#statistics';
import type { Milliseconds } from '#series';
import type { Finding, Points, Slope } from '../finding';
import { shapeOf, type Shape } from './shape';

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
  const shape = shapeOf(found, means);
  const { change, at, within, until } = shape;
  if (change > 0 !== (finding.direction === 'up')) return { ...finding, series };
  const timeAt = (bucket: number) => series.times[starts[bucket]!]!;
  const bucket = (timeAt(starts.length - 1) - timeAt(0)) / Math.max(1, starts.length - 1);
  return {
    ...finding,
    series,
    since: { time: timeAt(at), uncertainty: within * bucket },
    until: until === undefined ? undefined : timeAt(until),
    // A part of the whole that rises is no slope of what it costs.
    slope: whole ? undefined : slopeOf(shape, timeAt(starts.length - 1) - timeAt(at)),
  };
}

/** Of a ramp that began so long ago; undefined of all else. */
export function slopeOf(
  { kind, change, half }: Pick<Shape, 'kind' | 'change' | 'half'>,
  length: Milliseconds,
): Slope | undefined {
  if (kind !== 'ramp' || !(length > 0)) return undefined;
  const perSecond = (size: number) => (1000 * size) / length;
  return {
    perSecond: perSecond(change),
    interval: [perSecond(change - half), perSecond(change + half)],
  };
}

/** NaN is a gap. */
function shareOf(value: number | null, whole: number | null | undefined): number {
  if (value === null || whole === null || whole === undefined || !(whole > 0)) return NaN;
  return value / whole;
}
