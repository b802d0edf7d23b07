import type { Finding, Windows } from '#changes';
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

/** With less there are too few scrapes to tell anything. */
const LEAST: Milliseconds = 5 * 60_000;
/** As many times as long one side may be as the other. */
const MOST_TIMES = 3;

/**
 * The two sides where it is known when something changed: before and after it, each as long as a side of the whole range where there is room;
 * or after it and as many days before. What is nearer than `uncertainty` is of neither. undefined: there is too little on one side.
 */
export function windowsBeside(
  { time, uncertainty, until }: ChangedAt,
  question: WindowsQuestion,
): Windows | undefined {
  const { range, against, timeZone } = question;
  const { comparison: whole } = windowsOf(question);
  const usual = whole.end - whole.start;
  const least = Math.min(LEAST, usual / 2);
  const before = Math.round(time - uncertainty);
  const after = Math.round(time + uncertainty);
  const end = until === undefined ? range.end : Math.round(until - uncertainty);
  const room = Math.min(usual, end - after);
  const days = DAYS[against];
  if (room < least) return undefined;
  if (days !== undefined) {
    const comparison = { start: after, end: after + room };
    return { baseline: daysEarlier(comparison, days, timeZone), comparison };
  }
  const roomBefore = Math.min(usual, before - range.start);
  if (roomBefore < least) return undefined;
  const longest = MOST_TIMES * Math.min(room, roomBefore);
  return {
    baseline: { start: before - Math.min(roomBefore, longest), end: before - 1 },
    comparison: { start: after, end: after + Math.min(room, longest) },
  };
}

/** The two sides that show a finding best: beside the time it changed where that is known, and for what rises all the time the ends of the range. */
export function comparedIn({ kind, since, until }: Finding, question: WindowsQuestion): Windows {
  const beside = kind !== 'leak' && since && windowsBeside({ ...since, until }, question);
  return beside || windowsOf(question);
}
