import { isShownTwice, offsetAt, offsetChanges, type Milliseconds, type TimeRange } from '#series';
import { formatTime, type TimePattern } from '../time-text';

export interface TimeTick {
  readonly time: Milliseconds;
  readonly label: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS: readonly Milliseconds[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((n) => n * DAY),
];
const PIXELS_PER_TIME = 80;
const PIXELS_PER_TIME_WITH_OFFSET = 120;

/**
 * Round times of the zone's clock in the range, as many as have room; a midnight is labelled with its day. Where the clocks are changed
 * each offset has its own round times.
 */
export function timeTicks(
  range: TimeRange,
  widthPx: number,
  timeZone: string | undefined,
): readonly TimeTick[] {
  const span = range.end - range.start;
  if (span <= 0) return [];
  const changes = offsetChanges(range, timeZone);
  const isDoubtful = changes.length > 0 || isShownTwice(range.start, timeZone);
  const most = Math.max(
    1,
    Math.floor(widthPx / (isDoubtful ? PIXELS_PER_TIME_WITH_OFFSET : PIXELS_PER_TIME)),
  );
  const step =
    TIME_STEPS.find((size) => span / size <= most) ??
    TIME_STEPS.at(-1)! * Math.ceil(span / most / TIME_STEPS.at(-1)!);
  const times: Milliseconds[] = [];
  for (const [i, start] of [range.start, ...changes].entries()) {
    const end = i < changes.length ? changes[i]! - 1 : range.end;
    const offset = offsetAt(start, timeZone);
    const first = Math.ceil((start + offset) / step) * step - offset;
    for (let time = first; time <= end; time += step)
      // After a change the next round time may be too near for two labels.
      if (time - (times.at(-1) ?? -Infinity) > step / 2) times.push(time);
  }
  return times.map((time) => ({ time, label: labelOf(time, step, timeZone) }));
}

function labelOf(time: Milliseconds, step: Milliseconds, timeZone: string | undefined): string {
  if (step >= DAY) return formatTime(time, 'day', timeZone);
  if (step >= MINUTE && formatTime(time, 'minute', timeZone) === '00:00')
    return formatTime(time, 'day', timeZone);
  const pattern: TimePattern =
    step >= MINUTE ? 'minute' : step >= SECOND ? 'second' : 'millisecond';
  return formatTime(time, pattern, timeZone);
}

/** The y axis of a chart: from 0 up (down too, for values below 0), with round numbers. */
export interface ValueAxis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

const DECIMAL_STEPS = [1, 2, 2.5, 5, 10];
/** 1, 2, 4, … 512 KiB, not 500. */
const BINARY_STEPS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/** Below it, powers of the base end; no measured thing is as small. */
const SMALLEST = 1e-200;

/** The smallest round axis over the values in about `tickCount` steps. Without a value: 0 to 1. */
export function valueAxis(
  values: Iterable<number | null | undefined>,
  unit: string,
  tickCount: number,
): ValueAxis {
  const { low, high } = extremes(values);
  if (high - low < SMALLEST) return { min: 0, max: 1, ticks: [0, 1] };
  const step = roundStep((high - low) / Math.max(tickCount, 1), isBinary(unit));
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step));
  return { min: ticks[0]!, max: ticks.at(-1)!, ticks };
}

/** With 0 always inside. */
function extremes(values: Iterable<number | null | undefined>) {
  let [low, high] = [0, 0];
  for (const value of values) {
    if (value === null || value === undefined) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

function isBinary(unit: string): boolean {
  return unit === 'bytes' || unit === 'bytes/s';
}

function roundStep(rough: number, binary: boolean): number {
  const base = binary ? 1024 : 10;
  const magnitude = base ** Math.floor(Math.log(rough) / Math.log(base));
  const steps = binary ? BINARY_STEPS : DECIMAL_STEPS;
  return (steps.find((step) => step * magnitude >= rough) ?? base) * magnitude;
}

/** 3 * 0.1 without its last digits. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
