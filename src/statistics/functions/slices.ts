import { type Pair, pairOf } from '../pair';

/**
 * What the counts of a slice are held against:
 *
 *     perSecond   seconds covered
 *     share       the slice's total in quanta
 *     equalLoad   the same, and what the typical function did is taken from each: the choice for verdicts
 */
export type How = 'perSecond' | 'share' | 'equalLoad';

/** A function's counts, a value a slice, in quanta of the profiler: CPU time over the sampling period, bytes over 524288. */
export type Counts = Pair<ArrayLike<number>>;

/** The slices of one side that were measured, in time order. Where the exposure is 0 there is no slice, which is not a zero. */
export interface Slices {
  /** Where they stand in the values given. */
  readonly index: readonly number[];
  readonly exposures: readonly number[];
  /** Sum of the exposures. */
  readonly exposure: number;
}

export function slicesOf(exposures: Pair<ArrayLike<number>>): Pair<Slices> {
  return pairOf((side) => {
    const all = Array.from(exposures[side]);
    all.forEach((value, i) => expectMagnitude(value, `exposures[${side}][${i}]`));
    const index = all.flatMap((value, i) => (value > 0 ? [i] : []));
    const used = index.map((i) => all[i]!);
    return { index, exposures: used, exposure: used.reduce((sum, value) => sum + value, 0) };
  });
}

/** One function, added up over the slices of each side: samples C and rates R = C / E. */
export interface Observed {
  readonly counts: Counts;
  readonly samples: Pair;
  readonly rates: Pair;
}

export function observe(counts: Counts, slices: Pair<Slices>): Observed {
  const samples = pairOf((side) => {
    const { index } = slices[side];
    const values = counts[side];
    let sum = 0;
    for (let j = 0; j < index.length; j++) sum += values[index[j]!]!;
    return sum;
  });
  const rates = pairOf((side) =>
    slices[side].exposure > 0 ? samples[side] / slices[side].exposure : 0,
  );
  return { counts, samples, rates };
}

/** v(R), by which sampling varies less than a Poisson count: 1 - R of a share (binomial), 1 per second. Never 0. */
export function samplingFactor(rate: number, how: How): number {
  return how === 'perSecond' ? 1 : Math.max(1e-9, 1 - rate);
}

/** (observed - expected)² / expected; 0 where nothing is expected. */
export function chiSquare(observed: number, expected: number): number {
  return expected > 0 ? (observed - expected) ** 2 / expected : 0;
}

/** RangeError with the place, unless there is a count for each slice of both sides. */
export function expectCounts(counts: readonly Counts[], exposures: Pair<ArrayLike<number>>): void {
  for (let row = 0; row < counts.length; row++)
    for (const side of [0, 1] as const) {
      const values = counts[row]![side];
      const place = `counts[${row}][${side}]`;
      if (values.length !== exposures[side].length)
        throw new RangeError(
          `${place}: expected ${exposures[side].length} values, got ${values.length}`,
        );
      for (let i = 0; i < values.length; i++) expectMagnitude(values[i]!, place, i);
    }
}

function expectMagnitude(value: number, place: string, index?: number): void {
  if (value >= 0 && value < Infinity) return;
  const where = index === undefined ? place : `${place}[${index}]`;
  throw new RangeError(`${where}: expected a number of at least 0, got ${value}`);
}
