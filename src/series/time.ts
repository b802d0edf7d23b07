/** Epoch milliseconds, or a duration in milliseconds. */
export type Milliseconds = number;

/** Epoch nanoseconds; a double cannot hold them. */
export type Nanoseconds = bigint;

/** A closed stretch of absolute time; `start <= end`. */
export interface TimeRange {
  readonly start: Milliseconds;
  readonly end: Milliseconds;
}
