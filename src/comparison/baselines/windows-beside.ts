import type { TimeRange } from '#series';

/** Two windows, before and after a moment. */
export interface WindowsBeside {
  readonly baseline: TimeRange;
  readonly comparison: TimeRange;
}

/** Of one length, as near to what lies between `before` and `after` as they are; undefined where one is shorter than `least`. */
export function windowsBeside(
  before: TimeRange,
  after: TimeRange,
  least: number,
): WindowsBeside | undefined {
  const length = Math.min(before.end - before.start, after.end - after.start);
  if (length < least) return undefined;
  return {
    baseline: { start: before.end - length, end: before.end },
    comparison: { start: after.start, end: after.start + length },
  };
}
