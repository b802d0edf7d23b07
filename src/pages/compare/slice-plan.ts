import { slicesToJudge, type Pair } from '#comparison';
import type { Seconds, Slice } from '#series';
import type { LoadedProfile } from '../state/queries';

export function slicesOf({ fetched }: Pick<LoadedProfile, 'fetched'>): readonly Slice[] {
  return slicesToJudge(fetched);
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
