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

/** Above the highest value, or below the lowest one, of what the values span: a quarter of the axis. More flattens the lines. */
const MOST_UNUSED = 1 / 3;

/**
 * A round axis over the values in about `tickCount` steps. It ends at a tick unless more than a quarter of it would hold nothing. Without a
 * value: 0 to 1.
 */
export function valueAxis(
  values: Iterable<number | null | undefined>,
  unit: string,
  tickCount: number,
): ValueAxis {
  const { low, high } = extremes(values);
  const span = high - low;
  if (span < SMALLEST) return { min: 0, max: 1, ticks: [0, 1] };
  const rough = span / Math.max(tickCount, 1);
  const larger = Math.max(high, -low);
  const { steps, parts } = stepsFrom(rough, isBinary(unit));
  const isTooMuch = (end: number, value: number) => end - value > span * MOST_UNUSED;
  // There is a tick besides 0: below the values, or where the axis ends.
  const hasTick = (size: number) => size <= larger || !isTooMuch(size, larger);
  const step = steps.find(hasTick) ?? steps[0]!;
  /** In steps. */
  const endOf = (value: number) => {
    const end = Math.ceil(tidy(value / step));
    return isTooMuch(end * step, value) ? Math.ceil(tidy((value / step) * parts)) / parts : end;
  };
  const [below, above] = [endOf(-low), endOf(high)];
  const [first, last] = [-Math.floor(below), Math.floor(above)];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step));
  return { min: below === 0 ? 0 : -tidy(below * step), max: tidy(above * step), ticks };
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

interface RoundSteps {
  /** The smallest one that is as large as was asked, then smaller ones. */
  readonly steps: readonly number[];
  /** Where a whole step is too much, an axis ends at such a part of it. */
  readonly parts: number;
}

function stepsFrom(rough: number, binary: boolean): RoundSteps {
  const [base, sizes, parts] = binary ? [1024, BINARY_STEPS, 8] : [10, DECIMAL_STEPS, 5];
  const magnitude = base ** Math.floor(Math.log(rough) / Math.log(base));
  const found = sizes.findIndex((size) => size * magnitude >= rough);
  const upTo = sizes.slice(0, found < 0 ? sizes.length : found + 1).reverse();
  const smaller = sizes.slice(0, -1).reverse();
  return {
    steps: [
      ...upTo.map((size) => size * magnitude),
      ...smaller.map((size) => (size * magnitude) / base),
    ],
    parts,
  };
}

/** 3 * 0.1 without its last digits. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
