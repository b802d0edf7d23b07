import {
  planSlices,
  type CoveredProfile,
  type Milliseconds,
  type ProfileType,
  type Seconds,
  type Slice,
  type TimeRange,
  rateUnit,
} from '#series';
import type { SliceFacts } from './judge-slices';
import { sliceKindOf } from './slice-kind';

/** More tell little more: 30 equal runs of scrapes say nearly what 60 do. */
const MOST_SINGLE = 60;
const RUNS = 30;

/** What a window is judged from: a slice for each scrape where there are not too many, else equal runs of them. */
export function slicesToJudge(fetched: CoveredProfile): readonly Slice[] {
  const single = planSlices(fetched, MOST_SINGLE + 1);
  return single.length <= MOST_SINGLE ? single : planSlices(fetched, RUNS);
}

/** As long as the baseline, right before it: what the self-check holds it against. */
export function timeBefore({ start, end }: TimeRange): TimeRange {
  return { start: start - (end - start) - 1, end: start - 1 };
}

/**
 * Whether what was found right before the baseline is a check of it: with less than half of its scrapes it is of a process that had just begun,
 * which is no more alike than two processes are.
 */
export function isTimeBefore(
  before: Pick<CoveredProfile, 'scrapes'>,
  baseline: Pick<CoveredProfile, 'scrapes'>,
): boolean {
  const { length } = before.scrapes;
  return length > 0 && 2 * length >= baseline.scrapes.length;
}

/** What `judgeSlices` wants to know of slices of this type: of the baseline, of the comparison, and of the time before. */
export function sliceFactsOf(type: ProfileType, runs: readonly (readonly Slice[])[]): SliceFacts {
  return {
    ...sliceKindOf(type),
    unit: rateUnit(type),
    seconds: runs.map((slices) => slices.map(({ seconds }) => seconds)),
    ranges: runs.map((slices) => slices.map(({ range }) => range)),
    sliceSeconds: sliceSecondsOf(
      runs.slice(0, 2).map((slices) => slices.map(({ range }) => range.start)),
    ),
  };
}

/** As long as a block of `standOut`: slices of which no time is known are blocks of their own. */
const UNKNOWN_SECONDS: Seconds = 75;

/** The median from the start of one slice to the start of the next, over all runs. */
export function sliceSecondsOf(starts: readonly (readonly Milliseconds[])[]): Seconds {
  const distances = starts
    .flatMap((run) => run.slice(1).map((start, i) => (start - run[i]!) / 1000))
    .filter((distance) => distance > 0)
    .sort((a, b) => a - b);
  return distances[distances.length >> 1] ?? UNKNOWN_SECONDS;
}

/** Bytes that all slices together may bring without being asked for: each is at most as large as the whole of its side. */
export const MOST_BYTES = 48 * 1024 * 1024;

export interface SlicedSide {
  readonly fetched: CoveredProfile;
  /** Of the whole profile, as it was sent. */
  readonly bytes: number;
}

export function mostBytesOf(sides: readonly SlicedSide[]): number {
  return sides.reduce((sum, { fetched, bytes }) => sum + bytes * slicesToJudge(fetched).length, 0);
}
