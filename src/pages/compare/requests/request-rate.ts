import type { Milliseconds, Series, TimeRange } from '#series';
import { formatTime, formatValue } from '#ui';

export interface RequestRate {
  readonly perSecond: number;
  readonly formula: string;
}

/** A rate stands for the minute before its point: points of the window's first minute are partly of before. */
const LOOKBACK_MS: Milliseconds = 60_000;
const LEAST_POINTS = 2;

/** The mean over the window's points of the sum over the series that have one. undefined of fewer than two points. */
export function requestRateIn(
  series: readonly Pick<Series, 'times' | 'values'>[],
  of: { readonly window: TimeRange; readonly timeZone: string },
): RequestRate | undefined {
  const { window, timeZone } = of;
  const start = window.start + LOOKBACK_MS;
  const sums = new Map<Milliseconds, number>();
  for (const { times, values } of series)
    values.forEach((value, i) => {
      const time = times[i]!;
      if (value === null || time < start || time > window.end) return;
      sums.set(time, (sums.get(time) ?? 0) + value);
    });
  if (sums.size < LEAST_POINTS) return undefined;
  const perSecond = [...sums.values()].reduce((sum, value) => sum + value, 0) / sums.size;
  const at = (time: Milliseconds) => formatTime(time, 'second', timeZone);
  const mean = `mean of ${sums.size} points from ${at(start)} to ${at(window.end)}`;
  const added = series.length === 1 ? '' : `, each the sum of ${series.length} series`;
  return { perSecond, formula: `${formatValue(perSecond, 'requests/s')} = ${mean}${added}` };
}
