import type { Windows } from '#changes';
import { daysBefore, type Milliseconds, type TimeRange } from '#series';
import type { Against } from './scan-question';

/** A part of the range, and no less than that: fewer scrapes tell only large changes. */
const PART = 6;
const SHORTEST_BESIDE: Milliseconds = 30 * 60_000;
const SHORTEST_DAY: Milliseconds = 60 * 60_000;

const DAYS: Partial<Record<Against, number>> = { yesterday: 1, week: 7 };

export interface WindowsQuestion {
  readonly range: TimeRange;
  readonly against: Against;
  readonly timeZone?: string | undefined;
}

/**
 * The two sides of a scan of a range R, before anything is known of when something changed:
 *
 *     previous, build    the first w and the last w of R;  w = R / 6, at least 30 min, at most half of R
 *     yesterday, week    the last w of R, and when the clocks showed the same so many days before;  w = R / 6, at least an hour, at most R
 */
export function windowsOf({ range, against, timeZone }: WindowsQuestion): Windows {
  const { start, end } = range;
  const length = end - start;
  const days = DAYS[against];
  if (days === undefined) {
    const w = Math.min(Math.max(length / PART, SHORTEST_BESIDE), length / 2);
    return {
      baseline: { start, end: Math.round(start + w) - 1 },
      comparison: { start: Math.round(end - w), end },
    };
  }
  const comparison = {
    start: Math.round(end - Math.min(Math.max(length / PART, SHORTEST_DAY), length)),
    end,
  };
  return { baseline: daysEarlier(comparison, days, timeZone), comparison };
}

/** The whole range so many days before, where the scan is against such a time: what its totals are held against. */
export function rangeBefore({ range, against, timeZone }: WindowsQuestion): TimeRange | undefined {
  const days = DAYS[against];
  return days === undefined ? undefined : daysEarlier(range, days, timeZone);
}

function daysEarlier(
  { start, end }: TimeRange,
  days: number,
  timeZone: string | undefined,
): TimeRange {
  const first = daysBefore(start, days, timeZone);
  return { start: first, end: first + end - start };
}

/** When something changed, to within `uncertainty`, and when it was over. */
export interface ChangedAt {
  readonly time: Milliseconds;
  readonly uncertainty: Milliseconds;
  readonly until?: Milliseconds | undefined;
}

/**
 * The two sides where it is known when something changed, as long as those of the whole range where there is room: before and after it, or
 * after it and as many days before. What is nearer than `uncertainty` is of neither. undefined: nothing is left beside an end of the range.
 */
export function windowsBeside(
  { time, uncertainty, until }: ChangedAt,
  question: WindowsQuestion,
): Windows | undefined {
  const { range, against, timeZone } = question;
  const usual = windowsOf(question).comparison;
  const before = Math.round(time - uncertainty);
  const after = Math.round(time + uncertainty);
  const end = until === undefined ? range.end : until - uncertainty;
  const days = DAYS[against];
  const room = Math.min(end - after, days === undefined ? before - range.start : Infinity);
  const w = Math.round(Math.min(usual.end - usual.start, room));
  if (!(w > 0)) return undefined;
  const comparison = { start: after, end: after + w };
  if (days !== undefined) return { baseline: daysEarlier(comparison, days, timeZone), comparison };
  return { baseline: { start: before - w, end: before - 1 }, comparison };
}
