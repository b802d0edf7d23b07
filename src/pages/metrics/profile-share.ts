import {
  rateUnit,
  type Milliseconds,
  type ProfileType,
  type Series,
  type TimeRange,
} from '#series';
import type { MeasuredKind } from '#targets';
import { formatPercent, formatTime, formatValue } from '#ui';

/** What the profile says of something that a metric says too. */
export interface MeasuredProfile {
  readonly kind: MeasuredKind;
  /** Of all selected series together: cores, bytes, goroutines. */
  readonly value: number;
  readonly unit: string;
  /** The range that both are of. */
  readonly window: TimeRange;
  readonly timeZone: string;
}

export function measuredKindOf(type: ProfileType): MeasuredKind | undefined {
  if (rateUnit(type) === 'cores') return 'cpu';
  if (type.sampleType === 'inuse_space') return 'memory';
  return type.sampleType === 'goroutine' ? 'goroutines' : undefined;
}

export interface ProfileShare {
  /** 1: the profile has all that the metric has. */
  readonly ratio: number;
  readonly text: string;
  readonly short: string;
  readonly formula: string;
}

/** A rate stands for the minute before its point: points of the window's first minute are partly of before. */
const LOOKBACK_MS: Readonly<Record<MeasuredKind, Milliseconds>> = {
  cpu: 60_000,
  memory: 0,
  goroutines: 0,
};
const LEAST_POINTS = 2;

/**
 * The profile's value as a share of the metric's: `profile ÷ Σ series mean over their points in the window`. Both are means over the same
 * window, never single points, which differ in what they cover: a profile of ten seconds, a metric of a minute. undefined where a series
 * has fewer than two points in the window, or the metric is 0.
 */
export function profileShare(
  profile: MeasuredProfile,
  series: readonly Pick<Series, 'times' | 'values'>[],
): ProfileShare | undefined {
  const { window, kind, unit, timeZone } = profile;
  const start = window.start + LOOKBACK_MS[kind];
  const means = series.map((one) => meanIn(one, { start, end: window.end }));
  const counted = means.filter((mean) => mean !== undefined);
  if (counted.length === 0 || counted.length < means.length) return undefined;
  const metric = counted.reduce((sum, { value }) => sum + value, 0);
  if (!(metric > 0)) return undefined;
  const points = counted.reduce((sum, mean) => sum + mean.points, 0);
  const share = formatPercent(profile.value / metric);
  const at = (time: Milliseconds) => formatTime(time, 'second', timeZone);
  const of = counted.length === 1 ? 'mean of' : `sum over ${counted.length} series of the mean of`;
  return {
    ratio: profile.value / metric,
    text: `profiler sees ${share} of it`,
    short: `${share} seen`,
    formula:
      `${share} = ${formatValue(profile.value, unit)} in the profile ÷ ${formatValue(metric, unit)} in this metric, ` +
      `${of} ${points} points from ${at(start)} to ${at(window.end)}`,
  };
}

function meanIn({ times, values }: Pick<Series, 'times' | 'values'>, { start, end }: TimeRange) {
  const inside = values.filter(
    (value, i): value is number => value !== null && times[i]! >= start && times[i]! <= end,
  );
  if (inside.length < LEAST_POINTS) return undefined;
  return {
    value: inside.reduce((sum, value) => sum + value, 0) / inside.length,
    points: inside.length,
  };
}
