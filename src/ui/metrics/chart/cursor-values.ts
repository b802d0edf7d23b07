import type { Milliseconds } from '#series';
import type { TimelineSeries } from '../timeline-types';
import { nearestPlace } from '../windows/window-arithmetic';

/**
 * What a series says at a moment: the value of its nearest point, not farther than the usual distance of its points. undefined: it
 * says nothing there, in a gap or outside.
 */
export function valueAt(series: TimelineSeries, time: Milliseconds): number | undefined {
  const place = nearestPlace(series.times, time);
  if (place === -1) return undefined;
  const far = Math.abs(series.times[place]! - time) > usualDistance(series.times);
  return far ? undefined : (series.values[place] ?? undefined);
}

/** The last value that is no gap. */
export function lastValue(series: TimelineSeries): number | undefined {
  return series.values.findLast((value) => value !== null) ?? undefined;
}

/** A cursor asks at every move of the pointer. */
const distances = new WeakMap<readonly Milliseconds[], Milliseconds>();

/** Median distance; any for a single point, which has no other. */
function usualDistance(times: readonly Milliseconds[]): Milliseconds {
  if (times.length < 2) return Infinity;
  const known = distances.get(times);
  if (known !== undefined) return known;
  const sorted = times.slice(1).map((time, i) => time - times[i]!);
  const median = sorted.sort((a, b) => a - b)[sorted.length >> 1]!;
  distances.set(times, median);
  return median;
}
