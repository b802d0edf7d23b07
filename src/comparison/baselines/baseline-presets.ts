import { daysBefore, type Milliseconds, type TimeRange } from '#series';

export type BaselinePresetId = 'previousPeriod' | 'dayBefore' | 'weekBefore';

/** When a baseline is chosen, and in which time zone its days are: `browser`, `utc`, `Europe/Berlin`. */
export interface PresetClock {
  readonly now: Milliseconds;
  readonly timeZone: string;
}

/** From the comparison's range the baseline's; as long as that is up to `now`, since what is still to come has no counterpart. */
export const baselinePresets: Readonly<
  Record<BaselinePresetId, (range: TimeRange, clock: PresetClock) => TimeRange>
> = {
  previousPeriod: (range, { now }) => previousPeriod(range, now),
  dayBefore: (range, clock) => beforeDays(1, range, clock),
  weekBefore: (range, clock) => beforeDays(7, range, clock),
};

/** Ranges are closed: two that share one instant share the scrape at it. */
export function overlaps(a: TimeRange, b: TimeRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Ends 1 ms before the range starts, so that no scrape is on both sides. */
export function previousPeriod(range: TimeRange, now: Milliseconds): TimeRange {
  const length = elapsed(range, now);
  return { start: range.start - 1 - length, end: range.start - 1 };
}

/** Starts when the clocks showed the same, also where they were changed in between: a day then has 23 or 25 hours. */
export function beforeDays(
  days: number,
  range: TimeRange,
  { now, timeZone }: PresetClock,
): TimeRange {
  const start = daysBefore(range.start, days, timeZone);
  return { start, end: start + elapsed(range, now) };
}

function elapsed({ start, end }: TimeRange, now: Milliseconds): Milliseconds {
  return Math.max(0, Math.min(end, now) - start);
}
