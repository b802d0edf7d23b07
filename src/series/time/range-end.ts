import type { Milliseconds, TimeRange } from './time';

/** A range as it is written: each end epoch ms, ISO 8601, or relative to now as Grafana writes it (`now-1h`, `now/d`). */
export interface RawRange {
  readonly from: string;
  readonly to: string;
}

/** What `now` is, and the first day of the week for `now/w`: 0, Sunday, unless the user has chosen another one. */
export interface Clock {
  readonly now: Milliseconds;
  readonly weekStart?: number;
}

const EPOCH = /^\d+$/;
const ISO_DATE = /^\d{4}-\d\d-\d\d/;

/** True for an end that moves with the clock. */
const isRelativeEnd = (text: string): boolean => text.startsWith('now');

/** One end of a range in epoch ms; undefined when the text is no time. `roundUp`: `now/d` is the end of the day, not its start. */
export function resolveEnd(
  text: string,
  { now, weekStart = 0, roundUp }: Clock & { readonly roundUp: boolean },
): Milliseconds | undefined {
  const time = EPOCH.test(text)
    ? Number(text)
    : isRelativeEnd(text)
      ? resolveRelative(text.slice('now'.length), { now, weekStart, roundUp })
      : ISO_DATE.test(text)
        ? Date.parse(text)
        : NaN;
  return Number.isFinite(time) ? time : undefined;
}

/** The absolute range; undefined when an end is no time or the ends are in the wrong order. */
export function resolveRange(raw: RawRange, clock: Clock): TimeRange | undefined {
  const start = resolveEnd(raw.from, { ...clock, roundUp: false });
  const end = resolveEnd(raw.to, { ...clock, roundUp: true });
  if (start === undefined || end === undefined || start >= end) return undefined;
  return { start, end };
}

const STEP = /([+\-/])(\d{1,10})?(?:f?([yQ])|([Mwdhms]))/y;

/** Steps such as `-1d/d`, from left to right; NaN for anything else. The fiscal year (`/fy`, `/fQ`) is the calendar's. */
function resolveRelative(math: string, at: Required<Clock> & { readonly roundUp: boolean }) {
  const steps = math.replace(/\s/g, '');
  let time = at.now;
  STEP.lastIndex = 0;
  while (STEP.lastIndex < steps.length) {
    const [, operator, digits = '1', long, short] = STEP.exec(steps) ?? [];
    const unit = (long ?? short) as Unit;
    if (operator === undefined) return NaN;
    const count = Number(digits);
    if (operator !== '/') time = add(time, operator === '-' ? -count : count, unit);
    else if (count !== 1) return NaN;
    else time = round(time, unit, at);
  }
  return time;
}

type Unit = 'y' | 'Q' | 'M' | 'w' | 'd' | 'h' | 'm' | 's';

const LENGTHS = { h: 3_600_000, m: 60_000, s: 1000 } as const;
const MONTHS = { y: 12, Q: 3, M: 1 } as const;

/** Days and longer are the calendar's, in local time: a day later it is the same hour, and a month after 31 January is the end of February. */
function add(time: Milliseconds, count: number, unit: Unit): Milliseconds {
  if (unit === 'h' || unit === 'm' || unit === 's') return time + count * LENGTHS[unit];
  const date = new Date(time);
  if (unit === 'w' || unit === 'd')
    return date.setDate(date.getDate() + count * (unit === 'w' ? 7 : 1));
  const month = date.getMonth() + count * MONTHS[unit];
  const lastDay = new Date(date.getFullYear(), month + 1, 0).getDate();
  return date.setMonth(month, Math.min(date.getDate(), lastDay));
}

/** The first or the last millisecond of the unit that the time is in, in local time. */
function round(
  time: Milliseconds,
  unit: Unit,
  { weekStart, roundUp }: { readonly weekStart: number; readonly roundUp: boolean },
): Milliseconds {
  const date = new Date(time);
  if (unit === 'h' || unit === 'm' || unit === 's') {
    const length = LENGTHS[unit];
    // Some zones are half an hour off.
    const offset = unit === 'h' ? date.getTimezoneOffset() * 60_000 : 0;
    const past = (((time - offset) % length) + length) % length;
    return roundUp ? time - past + length - 1 : time - past;
  }
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  const next = roundUp ? 1 : 0;
  const start = {
    y: () => new Date(year + next, 0, 1),
    Q: () => new Date(year, month - (month % 3) + 3 * next, 1),
    M: () => new Date(year, month + next, 1),
    w: () => new Date(year, month, day - ((date.getDay() + 7 - weekStart) % 7) + 7 * next),
    d: () => new Date(year, month, day + next),
  }[unit]();
  return start.getTime() - next;
}
