import type { Milliseconds, TimeRange } from './time';
import { clockAt, offsetAt, timeOnClock } from './time-zone';

/** A range as it is written: each end epoch ms, ISO 8601, or relative to now as Grafana writes it (`now-1h`, `now/d`). */
export interface RawRange {
  readonly from: string;
  readonly to: string;
}

/** What `now` is, in which zone days begin, and with which day weeks do. */
export interface Clock {
  readonly now: Milliseconds;
  /** Of `now/w`: 0, Sunday, unless the user has chosen another one. */
  readonly weekStart?: number;
  /** `utc`, `Europe/Berlin`; the system's own by default and for `browser`. */
  readonly timeZone?: string | undefined;
}

const EPOCH = /^\d+$/;
const ISO_DATE = /^\d{4}-\d\d-\d\d/;

/** True for an end that moves with the clock. */
const isRelativeEnd = (text: string): boolean => text.startsWith('now');

/** One end of a range in epoch ms; undefined when the text is no time. `roundUp`: `now/d` is the end of the day, not its start. */
export function resolveEnd(
  text: string,
  { now, weekStart = 0, timeZone, roundUp }: Clock & { readonly roundUp: boolean },
): Milliseconds | undefined {
  const time = EPOCH.test(text)
    ? Number(text)
    : isRelativeEnd(text)
      ? resolveRelative(text.slice('now'.length), { now, weekStart, timeZone, roundUp })
      : ISO_DATE.test(text)
        ? Date.parse(text)
        : NaN;
  return Number.isNaN(new Date(time).getTime()) ? undefined : time;
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
function resolveRelative(math: string, at: Given & Rounding): Milliseconds {
  const steps = math.replace(/\s/g, '');
  let time = at.now;
  STEP.lastIndex = 0;
  while (STEP.lastIndex < steps.length) {
    const [, operator, digits = '1', long, short] = STEP.exec(steps) ?? [];
    const unit = (long ?? short) as Unit;
    if (operator === undefined) return NaN;
    const count = Number(digits);
    if (operator !== '/')
      time = add(time, { count: operator === '-' ? -count : count, unit, ...at });
    else if (count !== 1) return NaN;
    else time = round(time, unit, at);
  }
  return time;
}

interface Given extends Clock {
  readonly weekStart: number;
  readonly timeZone: string | undefined;
}

type Unit = 'y' | 'Q' | 'M' | 'w' | 'd' | 'h' | 'm' | 's';

const LENGTHS = { h: 3_600_000, m: 60_000, s: 1000 } as const;
const MONTHS = { y: 12, Q: 3, M: 1 } as const;

/** Days and longer are the calendar's: a day later it is the same hour, and a month after 31 January is the end of February. */
function add(
  time: Milliseconds,
  { count, unit, timeZone }: Given & { readonly count: number; readonly unit: Unit },
): Milliseconds {
  if (unit === 'h' || unit === 'm' || unit === 's') return time + count * LENGTHS[unit];
  const clock = clockAt(time, timeZone);
  if (unit === 'w' || unit === 'd')
    clock.setUTCDate(clock.getUTCDate() + count * (unit === 'w' ? 7 : 1));
  else {
    const month = clock.getUTCMonth() + count * MONTHS[unit];
    const lastDay = new Date(Date.UTC(clock.getUTCFullYear(), month + 1, 0)).getUTCDate();
    clock.setUTCMonth(month, Math.min(clock.getUTCDate(), lastDay));
  }
  return timeOnClock(clock.getTime(), timeZone);
}

interface Rounding {
  /** To the end of the unit. */
  readonly roundUp: boolean;
}

/** The first or the last millisecond of the unit that the time is in. */
function round(
  time: Milliseconds,
  unit: Unit,
  { weekStart, timeZone, roundUp }: Given & Rounding,
): Milliseconds {
  if (unit === 'h' || unit === 'm' || unit === 's') {
    const length = LENGTHS[unit];
    // Some zones are half an hour off; before there were zones clocks were off by seconds too, which Grafana leaves out.
    const offset = Math.trunc(offsetAt(time, timeZone) / LENGTHS.m) * LENGTHS.m;
    const past = (((time + offset) % length) + length) % length;
    return roundUp ? time - past + length - 1 : time - past;
  }
  const clock = clockAt(time, timeZone);
  const [year, month, day] = [clock.getUTCFullYear(), clock.getUTCMonth(), clock.getUTCDate()];
  const next = roundUp ? 1 : 0;
  const start = {
    y: () => Date.UTC(year + next, 0, 1),
    Q: () => Date.UTC(year, month - (month % 3) + 3 * next, 1),
    M: () => Date.UTC(year, month + next, 1),
    w: () => Date.UTC(year, month, day - ((clock.getUTCDay() + 7 - weekStart) % 7) + 7 * next),
    d: () => Date.UTC(year, month, day + next),
  }[unit]();
  return timeOnClock(start, timeZone) - next;
}
