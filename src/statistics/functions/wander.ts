import { type Pair, pairOf } from '../pair';
import { chiSquare, type How, type Observed, samplingFactor, type Slices } from './slices';

/** What both sides do by themselves within their windows, more slowly than from slice to slice. */
export interface Wander {
  /** Blocks that each side is cut into. */
  readonly blocks: Pair;
  /** w², which is in the variance of every function's log ratio. */
  readonly variance: number;
}

const BLOCK_SECONDS = 75;
const FEWEST_BLOCKS = 2;
const MOST_BLOCKS = 10;
/** Functions with fewer samples on both sides together say nothing of it. */
const FEWEST_SAMPLES = 100;
/** Blocks of several slices still resemble each other. */
const LEFT_BETWEEN_BLOCKS = 2;

/**
 * Autocorrelation, measured on all functions at once, because one function's own is too noisy: by how much blocks of 75 s differ more than
 * the slices inside them explain.
 *
 *     B      = round(n / max(1, round(75 / sliceSeconds))), 2 to 10;   slice j of n is in block floor(j B / n)
 *     X2     = sum over blocks of (c - R e)² / (R e)
 *     alpha  = max(0, sum [ X2 / (B - 1) - Phi v(R) ] / sum [ C / B ])  over sides and functions with 100 samples
 *     w²     = g alpha (1/B0 + 1/B1),   g = 2 when sliceSeconds < 75, else 1
 */
export function wanderOf(
  functions: readonly Observed[],
  moderated: readonly number[],
  slices: Pair<Slices>,
  how: How,
  sliceSeconds: number,
): Wander {
  const perBlock = Math.max(1, Math.round(BLOCK_SECONDS / sliceSeconds));
  const cuts = pairOf((side) => cutInBlocks(slices[side], perBlock));
  let excess = 0;
  let scale = 0;
  functions.forEach(({ counts, samples, rates }, row) => {
    if (samples[0] + samples[1] < FEWEST_SAMPLES) return;
    for (const side of [0, 1] as const) {
      if (samples[side] === 0) continue;
      const { exposures, sums } = cuts[side];
      addToBlocks(counts[side], slices[side], cuts[side]);
      let pearson = 0;
      for (let b = 0; b < sums.length; b++)
        pearson += chiSquare(sums[b]!, rates[side] * exposures[b]!);
      excess += pearson / (sums.length - 1) - moderated[row]! * samplingFactor(rates[side], how);
      scale += samples[side] / sums.length;
    }
  });
  const alpha = scale > 0 ? Math.max(0, excess / scale) : 0;
  const blocks = pairOf((side) => cuts[side].exposures.length);
  const left = sliceSeconds < BLOCK_SECONDS ? LEFT_BETWEEN_BLOCKS : 1;
  return { blocks, variance: left * alpha * (1 / blocks[0] + 1 / blocks[1]) };
}

interface Cut {
  /** Block of each slice. */
  readonly blockOf: readonly number[];
  readonly exposures: Float64Array;
  /** Counts of one function after the other: thousands of arrays of their own would cost more than the sums. */
  readonly sums: Float64Array;
}

function cutInBlocks({ index, exposures }: Slices, perBlock: number): Cut {
  const n = index.length;
  const blocks = Math.min(MOST_BLOCKS, Math.max(FEWEST_BLOCKS, Math.round(n / perBlock)));
  const blockOf = index.map((_, j) => Math.floor((j * blocks) / n));
  const cut = { blockOf, exposures: new Float64Array(blocks), sums: new Float64Array(blocks) };
  blockOf.forEach((block, j) => (cut.exposures[block]! += exposures[j]!));
  return cut;
}

function addToBlocks(counts: ArrayLike<number>, { index }: Slices, { blockOf, sums }: Cut): void {
  sums.fill(0);
  for (let j = 0; j < index.length; j++) sums[blockOf[j]!]! += counts[index[j]!]!;
}
