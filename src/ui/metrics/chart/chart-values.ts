import type { Milliseconds } from '#series';
import { nearestPlace } from '../windows/window-arithmetic';
import { chartUnit } from './chart-unit';
import { seriesOf, type TimelineChart, type TimelineSeries } from '../timeline-types';

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
function lastValue(series: TimelineSeries): number | undefined {
  return series.values.findLast((value) => value !== null) ?? undefined;
}

/** At the cursor, else the last one. */
export function valueThere(
  series: TimelineSeries,
  cursor: Milliseconds | undefined,
): number | undefined {
  return cursor === undefined ? lastValue(series) : valueAt(series, cursor);
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

/** A chart in words, for those who do not see it: `CPU time. shop-k8s/1: minimum 0.1 cores, maximum …, last …, 2 gaps`. */
export function summariseChart({ title, unit, axisHolds, state }: TimelineChart): string {
  const series = seriesOf(state);
  const { wordsOf } = chartUnit(series, unit, axisHolds);
  const words = {
    loading: ['Loading.'],
    ready: [],
    empty: [state.kind === 'empty' ? state.reason : ''],
    failed: [state.kind === 'failed' ? `Failed: ${state.message}` : ''],
  }[state.kind];
  return [`${title}.`, ...words, ...series.map((one) => summariseSeries(one, wordsOf))].join(' ');
}

function summariseSeries(series: TimelineSeries, text: (value: number) => string): string {
  const last = lastValue(series);
  if (last === undefined) return `${series.label}: no values.`;
  let [low, high] = [Infinity, -Infinity];
  for (const value of series.values) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const gaps = series.values.filter((value) => value === null).length;
  const gapText = gaps === 0 ? '' : `, ${gaps} ${gaps === 1 ? 'gap' : 'gaps'}`;
  return `${series.label}: minimum ${text(low)}, maximum ${text(high)}, last ${text(last)}${gapText}.`;
}
