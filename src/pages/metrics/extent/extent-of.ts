import type { Series, TimeRange } from '#series';

/** From the first to the last point that has a value; undefined: none has. */
export function extentOf(series: readonly Series[]): TimeRange | undefined {
  let extent: TimeRange | undefined;
  for (const { times, values } of series)
    values.forEach((value, i) => {
      if (value === null) return;
      const time = times[i]!;
      extent = {
        start: Math.min(extent?.start ?? time, time),
        end: Math.max(extent?.end ?? time, time),
      };
    });
  return extent;
}
