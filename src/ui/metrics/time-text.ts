import type { Milliseconds, TimeRange } from '#series';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

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

/** Of milliseconds and seconds three digits, above the two largest units: `250 ms`, `1.5 s`, `5 min`, `1 h 30 min`. */
export function formatDuration(duration: Milliseconds): string {
  if (duration < SECOND) return `${Math.round(duration)} ms`;
  if (duration < MINUTE) return `${Number((duration / SECOND).toPrecision(3))} s`;
  if (round(duration, SECOND) < HOUR) return twoUnits(round(duration, SECOND), 'min', MINUTE);
  if (round(duration, MINUTE) < DAY) return twoUnits(round(duration, MINUTE), 'h', HOUR);
  return twoUnits(round(duration, HOUR), 'd', DAY);
}

const SMALLER: ReadonlyMap<string, readonly [Milliseconds, string]> = new Map([
  ['min', [SECOND, 's']],
  ['h', [MINUTE, 'min']],
  ['d', [HOUR, 'h']],
]);

function twoUnits(duration: Milliseconds, unit: string, size: Milliseconds): string {
  const whole = Math.floor(duration / size);
  const [smallerSize, smaller] = SMALLER.get(unit)!;
  const rest = (duration - whole * size) / smallerSize;
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${smaller}`;
}

function round(duration: Milliseconds, to: Milliseconds): Milliseconds {
  return Math.round(duration / to) * to;
}
