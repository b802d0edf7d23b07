import type { Milliseconds, TimeRange } from '#series';
import { formatTime, type TimePattern } from '../time-text';

export interface TimeTick {
  readonly time: Milliseconds;
  readonly label: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS: readonly Milliseconds[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((n) => n * DAY),
];
const PIXELS_PER_TICK = 80;

/** Round times of the zone's clock in the range, as many as have room; a midnight is labelled with its day. */
export function timeTicks(
  range: TimeRange,
  widthPx: number,
  timeZone: string | undefined,
): readonly TimeTick[] {
  const room = Math.max(1, Math.floor(widthPx / PIXELS_PER_TICK));
  const span = range.end - range.start;
  if (span <= 0) return [];
  const step =
    STEPS.find((size) => span / size <= room) ??
    STEPS.at(-1)! * Math.ceil(span / room / STEPS.at(-1)!);
  const offset = zoneOffset(range.start, timeZone);
  const first = Math.ceil((range.start + offset) / step) * step - offset;
  const count = Math.floor((range.end - first) / step) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, i) => {
    const time = first + i * step;
    return { time, label: labelOf(time, step, timeZone) };
  });
}

function labelOf(time: Milliseconds, step: Milliseconds, timeZone: string | undefined): string {
  if (step >= DAY) return formatTime(time, 'day', timeZone);
  if (step >= MINUTE && formatTime(time, 'minute', timeZone) === '00:00')
    return formatTime(time, 'day', timeZone);
  const pattern: TimePattern =
    step >= MINUTE ? 'minute' : step >= SECOND ? 'second' : 'millisecond';
  return formatTime(time, pattern, timeZone);
}

/** How far the zone's clock is ahead of UTC, so that ticks fall on its full hours; true for `time`, near enough around it. */
function zoneOffset(time: Milliseconds, timeZone: string | undefined): Milliseconds {
  const text = formatTime(time, 'second', timeZone);
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  const clock = hours * HOUR + minutes * MINUTE + seconds * SECOND;
  const utc = Math.floor(time / SECOND) * SECOND;
  const ahead = clock - (((utc % DAY) + DAY) % DAY);
  if (ahead > 14 * HOUR) return ahead - DAY;
  return ahead < -12 * HOUR ? ahead + DAY : ahead;
}
