import { sliceKindOf, type Judgement, type Pair, type ShownAs, type Verdicts } from '#comparison';
import type { ProfileType, Seconds } from '#series';

/** `12 of 40 slices`, of both sides; undefined: all of them are in it. */
export function interimText(
  { slices }: Pick<Verdicts, 'slices'>,
  planned: Pair,
): string | undefined {
  const [judged, all] = [slices, planned].map(([a, b]) => a + b);
  return judged! < all! ? `${judged} of ${all} slices` : undefined;
}

interface JudgedSides {
  readonly profileType: ProfileType;
  /** 0 unknown. */
  readonly seconds: Pair<Seconds>;
  readonly magnitudes: readonly number[];
  readonly divisors: Pair;
}

/** What the intervals of rows need to be in the unit that is shown. */
export function shownAs(sides: JudgedSides, judged: Judgement): ShownAs {
  const { profileType, seconds, magnitudes, divisors } = sides;
  const [baseline, comparison] = magnitudes;
  // Slices that do not say how long they are count one second each.
  const secondsOf = (side: 0 | 1) => seconds[side] || judged.slices[side];
  return {
    ...{ verdicts: judged, quantum: judged.quantum, divisors },
    magnitudes: [baseline!, comparison!],
    seconds: sliceKindOf(profileType).isRate ? [secondsOf(0), secondsOf(1)] : [1, 1],
  };
}
