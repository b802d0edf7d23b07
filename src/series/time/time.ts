/**
 * A number that says its unit: a plain number is accepted, since what arithmetic gives has none, and a number of another unit is
 * refused by the compiler.
 */
type In<Unit extends string> = { readonly unit?: Unit };

/** Epoch milliseconds, or a duration in milliseconds. */
export type Milliseconds = number & In<'ms'>;

/** A duration in seconds; rates are divided by it. */
export type Seconds = number & In<'s'>;

/** Epoch nanoseconds; a double cannot hold them. */
export type Nanoseconds = bigint & In<'ns'>;

/** A closed stretch of absolute time; `start <= end`. */
export interface TimeRange {
  readonly start: Milliseconds;
  readonly end: Milliseconds;
}

const NANOSECONDS = 1_000_000n;

/** Fractions of a millisecond are kept as far as the double has them. */
export function nanosecondsFromMilliseconds(time: Milliseconds): Nanoseconds {
  const whole = Math.floor(time);
  return BigInt(whole) * NANOSECONDS + BigInt(Math.round((time - whole) * 1e6));
}

/** The millisecond that the time lies in. */
export function millisecondsFromNanoseconds(time: Nanoseconds): Milliseconds {
  const below = time % NANOSECONDS < 0n ? 1n : 0n;
  return Number(time / NANOSECONDS - below);
}

/** RFC 3339 with nine decimals: `2026-11-21T00:30:56.621272533Z`. */
export function printNanoseconds(time: Nanoseconds): string {
  const whole = millisecondsFromNanoseconds(time);
  const rest = (time - BigInt(whole) * NANOSECONDS).toString().padStart(6, '0');
  return new Date(whole).toISOString().replace('Z', `${rest}Z`);
}

/** The part of `range` within `bounds`; where they do not meet, the nearest moment of `bounds`. */
export function clampRange(range: TimeRange, bounds: TimeRange): TimeRange {
  const clamp = (time: Milliseconds) => Math.min(Math.max(time, bounds.start), bounds.end);
  return { start: clamp(range.start), end: clamp(range.end) };
}
