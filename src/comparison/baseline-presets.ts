import type { Milliseconds, TimeRange } from '#series';

export type BaselinePresetId = 'previousPeriod' | 'dayBefore' | 'weekBefore';

/** A way to choose the baseline's range when the comparison's is known. */
export interface BaselinePreset {
  readonly id: BaselinePresetId;
  /**
   * As long as `range` is up to `now`, since what is still to come has no counterpart. A day is 24 h: where the clocks change, the
   * wall clock of the baseline differs.
   */
  readonly rangeOf: (range: TimeRange, now: Milliseconds) => TimeRange;
}

const DAY_MS = 86_400_000;

export const baselinePresets: readonly BaselinePreset[] = [
  { id: 'previousPeriod', rangeOf: previousPeriod },
  { id: 'dayBefore', rangeOf: (range, now) => moved(range, now, DAY_MS) },
  { id: 'weekBefore', rangeOf: (range, now) => moved(range, now, 7 * DAY_MS) },
];

/** Ranges are closed: two that share one instant share the scrape at it. */
export function overlaps(a: TimeRange, b: TimeRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Ends 1 ms before the range starts, so that no scrape is on both sides. */
function previousPeriod(range: TimeRange, now: Milliseconds): TimeRange {
  return moved(range, now, elapsed(range, now).end - range.start + 1);
}

function moved(range: TimeRange, now: Milliseconds, by: Milliseconds): TimeRange {
  const { start, end } = elapsed(range, now);
  return { start: start - by, end: end - by };
}

function elapsed({ start, end }: TimeRange, now: Milliseconds): TimeRange {
  return { start, end: Math.max(start, Math.min(end, now)) };
}
