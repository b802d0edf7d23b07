import {
  intlZone,
  isShownTwice,
  offsetAt,
  offsetChanges,
  printOffset,
  zoneName,
  type Milliseconds,
  type TimeRange,
} from '#series';

const MINUTE = 60_000;

export type TimePattern =
  'date' | 'day' | 'minute' | 'second' | 'millisecond' | 'minuteOfDay' | 'moment';

const PATTERNS: Readonly<Record<TimePattern, Intl.DateTimeFormatOptions>> = {
  date: { year: 'numeric', month: 'short', day: 'numeric' },
  day: { month: 'short', day: 'numeric' },
  minute: { hour: '2-digit', minute: '2-digit' },
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  millisecond: { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
  minuteOfDay: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  moment: {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
};
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * `00:24`, `00:24:01`, `00:24:01.128`, `Nov 21`, `Nov 21, 00:24`, `Nov 21, 00:24:01` in the zone; with the offset (`02:30 +01:00`) where
 * the zone's clocks show the same twice.
 */
export function formatTime(
  time: Milliseconds,
  pattern: TimePattern,
  timeZone: string | undefined,
): string {
  const text = clockText(time, pattern, timeZone);
  return pattern !== 'day' && pattern !== 'date' && isShownTwice(time, timeZone)
    ? withOffset(text, time, timeZone)
    : text;
}

function clockText(time: Milliseconds, pattern: TimePattern, timeZone: string | undefined): string {
  const zone = intlZone(timeZone);
  const key = `${pattern} ${zone}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      ...PATTERNS[pattern],
      timeZone: zone,
      hourCycle: 'h23',
    });
    formats.set(key, format);
  }
  return format.format(time);
}

function withOffset(text: string, time: Milliseconds, timeZone: string | undefined): string {
  return `${text} ${printOffset(offsetAt(time, timeZone))}`;
}

/**
 * `Nov 21, 00:18:00 to 00:23:00`; with the day at the end where it is another, and with both offsets where the clocks were changed between
 * the ends or show one of them twice.
 */
export function formatRange(range: TimeRange, timeZone: string | undefined): string {
  return rangeText(range, timeZone, 'day');
}

/** With the year, for what is read later: `Nov 21, 2026, 00:18:00 to 00:23:00`. */
export function formatDatedRange(range: TimeRange, timeZone: string | undefined): string {
  return rangeText(range, timeZone, 'date');
}

function rangeText(
  { start, end }: TimeRange,
  timeZone: string | undefined,
  pattern: 'day' | 'date',
): string {
  const precision = end - start < MINUTE ? 'millisecond' : 'second';
  const [day, endDay] = [start, end].map((time) => clockText(time, pattern, timeZone));
  const isDoubtful =
    offsetAt(start, timeZone) !== offsetAt(end, timeZone) ||
    [start, end].some((time) => isShownTwice(time, timeZone));
  const [from, to] = [start, end].map((time) => {
    const text = clockText(time, precision, timeZone);
    return isDoubtful ? withOffset(text, time, timeZone) : text;
  });
  return `${day}, ${from} to ${endDay === day ? to : `${endDay}, ${to}`}`;
}

/** What the times of a range are printed in: `UTC`, `Asia/Kolkata, UTC+05:30`, `Europe/Berlin, UTC+02:00 and UTC+01:00`. */
export function formatZone(range: TimeRange, timeZone: string | undefined): string {
  const name = zoneName(timeZone);
  if (name === 'UTC') return name;
  const times = [range.start, ...offsetChanges(range, timeZone)];
  const offsets = times.map((time) => `UTC${printOffset(offsetAt(time, timeZone))}`);
  return `${name}, ${[...new Set(offsets)].join(' and ')}`;
}
