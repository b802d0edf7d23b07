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

/** With less there are too few scrapes to tell anything; of a short range a part of a side. */
const LEAST: Milliseconds = 5 * 60_000;
const LEAST_PART = 4;
/** As many times as long one side may be as the other. */
const MOST_TIMES = 3;

/**
 * The two sides where it is known when something changed: before and after it, each as long as a side of the whole range where there is room;
 * or after it and as many days before. What is nearer than `uncertainty` is of neither. Where the range has too little before it, the time before the range stands
 * for that. undefined: there is too little after it.
 */
export function windowsBeside(
  { time, uncertainty, until }: ChangedAt,
  question: WindowsQuestion,
): Windows | undefined {
  const { range, against, timeZone } = question;
  const { comparison: whole } = windowsOf(question);
  const usual = whole.end - whole.start;
  const least = leastOf(usual);
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
  const roomInRange = Math.min(usual, before - range.start);
  const roomBefore = roomInRange < least ? usual : roomInRange;
  const longest = MOST_TIMES * Math.min(room, roomBefore);
  return {
    baseline: { start: before - Math.min(roomBefore, longest), end: before - 1 },
    comparison: { start: after, end: after + Math.min(room, longest) },
  };
}

const leastOf = (usual: Milliseconds) => Math.min(LEAST, usual / LEAST_PART);

/** The two sides of what rises since then: the ends of the range, the first of which ends before it where enough is left. */
export function windowsOfRise(since: ChangedAt, question: WindowsQuestion): Windows {
  const { baseline, comparison } = windowsOf(question);
  const end = Math.min(baseline.end, Math.round(since.time - since.uncertainty) - 1);
  const isEnough = end - baseline.start >= leastOf(comparison.end - comparison.start);
  return { baseline: isEnough ? { ...baseline, end } : baseline, comparison };
}

/** The two sides that show a finding best: beside the time it changed where that is known, and for what rises since then the ends of the range. */
export function comparedIn({ kind, since, until }: Finding, question: WindowsQuestion): Windows {
  if (!since) return windowsOf(question);
  if (kind === 'leak') return windowsOfRise(since, question);
  return windowsBeside({ ...since, until }, question) ?? windowsOf(question);
}
