import type { Series, TimeRange } from '#series';
import { beforeDays, type PresetClock } from './baseline-presets';
import { totalOf } from './total-of';

/** So many weeks back; four, as operators compare a Monday with the Mondays of a month. */
const WEEKS = 4;

/** The same hours of the same weekday, the latest week first; as long as `range` is up to now. */
export function sameWeekdays(range: TimeRange, clock: PresetClock): readonly TimeRange[] {
  return Array.from({ length: WEEKS }, (_, week) => beforeDays(7 * (week + 1), range, clock));
}

/** One of the weeks, and the mean of its total over the window. */
export interface Week {
  readonly window: TimeRange;
  readonly mean: number;
}

/**
 * The week in the middle by the mean of its total; of an even number the lower one of the two. One window that was measured, not an average of
 * several: its profile, its callers and its slices are those of a time that can be looked at. Weeks without a profile are left out;
 * undefined: none has any.
 */
export function medianWeek(
  weeks: readonly { readonly window: TimeRange; readonly series: readonly Series[] }[],
): { readonly median: Week; readonly weeks: readonly Week[] } | undefined {
  const known = weeks.flatMap(({ window, series }) => {
    const values = totalOf(series).values.filter((value) => !Number.isNaN(value));
    if (values.length === 0) return [];
    return [{ window, mean: values.reduce((sum, value) => sum + value, 0) / values.length }];
  });
  const sorted = [...known].sort((a, b) => a.mean - b.mean);
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  return median && { median, weeks: known };
}
