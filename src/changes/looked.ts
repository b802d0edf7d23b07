import type { TimeRange } from '#series';

/** What was looked at for the findings, so that an empty list says something. */
export interface Looked {
  readonly units: number;
  readonly types: number;
  /** Units of which functions were judged, in any type. */
  readonly inDepth: number;
  /** Units that the other day has something of, where a range is held against another day. */
  readonly held?: number | undefined;
  /** Pairs of function and scope that were tested. */
  readonly tests: number;
  /** Expected number of false findings is at most so large: of trials of quiet fleets of 40 units; of fewer it is less (docs/statistics.md). */
  readonly expectedFalse: number;
  /** For the typical load: the smallest growth of a function with 5 % of a unit that would have been seen; undefined before anything was judged. */
  readonly smallest?: number | undefined;
}

/** Of the two sides of a scan. */
export interface Windows {
  readonly baseline: TimeRange;
  readonly comparison: TimeRange;
}
