import type { Milliseconds, TimeRange } from '#series';

const MINUTE = 60_000;

/** Grafana's words for a time zone, to Intl's; undefined is the browser's. */
function intlZone(timeZone: string | undefined): string | undefined {
  if (timeZone === undefined || timeZone === '' || timeZone === 'browser') return undefined;
  return timeZone === 'utc' ? 'UTC' : timeZone;
}

export type TimePattern = 'day' | 'minute' | 'second' | 'millisecond' | 'moment';

const PATTERNS: Readonly<Record<TimePattern, Intl.DateTimeFormatOptions>> = {
  day: { month: 'short', day: 'numeric' },
  minute: { hour: '2-digit', minute: '2-digit' },
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  millisecond: { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
  moment: {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
};
const formats = new Map<string, Intl.DateTimeFormat>();

/** `00:24`, `00:24:01`, `00:24:01.128`, `Nov 21`, `Nov 21, 00:24:01` in the zone. */
export function formatTime(
  time: Milliseconds,
  pattern: TimePattern,
  timeZone: string | undefined,
): string {
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

/** `00:18:00 to 00:23:00`; with the day at the start, and at the end where it is another. */
export function formatRange(range: TimeRange, timeZone: string | undefined): string {
  const text = (time: Milliseconds, pattern: TimePattern) => formatTime(time, pattern, timeZone);
  const precision = range.end - range.start < MINUTE ? 'millisecond' : 'second';
  const day = text(range.start, 'day');
  const endDay = text(range.end, 'day');
  const end = text(range.end, precision);
  return `${day}, ${text(range.start, precision)} to ${endDay === day ? end : `${endDay}, ${end}`}`;
}
