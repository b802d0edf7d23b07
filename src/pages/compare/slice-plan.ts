import type { Pair } from '#comparison';
import { planSlices, type Seconds, type Slice, type TimeRange } from '#series';
import type { LoadedProfile } from '../state/queries';

/** More tell little more: 30 equal runs of scrapes say nearly what 60 do. */
const MOST_SINGLE = 60;
const RUNS = 30;

/** A slice for each scrape where there are not too many, else equal runs of them. */
export function slicesOf({ fetched }: Pick<LoadedProfile, 'fetched'>): readonly Slice[] {
  const single = planSlices(fetched, MOST_SINGLE + 1);
  return single.length <= MOST_SINGLE ? single : planSlices(fetched, RUNS);
}

/** As long as the baseline, right before it. */
export function timeBefore({ start, end }: TimeRange): TimeRange {
  return { start: start - (end - start) - 1, end: start - 1 };
}

/** From the start of one slice to the start of the next, over both sides. */
export function sliceSecondsOf(sides: Pair<readonly Slice[]>): Seconds {
  const distances = sides.flatMap((slices) =>
    slices.slice(1).map(({ range }, i) => (range.start - slices[i]!.range.start) / 1000),
  );
  distances.sort((a, b) => a - b);
  return distances[distances.length >> 1] ?? 15;
}

/** Bytes that all slices together may bring without being asked for: each is at most as large as the whole of its side. */
export const MOST_BYTES = 48 * 1024 * 1024;

export function mostBytesOf(profiles: readonly LoadedProfile[]): number {
  return profiles.reduce((sum, one) => sum + one.bytes * slicesOf(one).length, 0);
}
