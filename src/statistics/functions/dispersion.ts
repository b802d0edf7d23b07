import type { Pair } from '../pair';
import { chiSquare, type How, type Observed, samplingFactor, type Slices } from './slices';

/**
 * How much a function's slices vary within each side, over what sampling alone would do (1):
 *
 *     phi = [ sum over both sides and slices of (c - R e)² / (R e v(R)) ] / df,   df = n0 + n1 - 2
 *
 * Pearson's statistic over its degrees of freedom (McCullagh, Nelder 1989, quasi-likelihood).
 */
export function dispersionOf(
  { counts, rates }: Observed,
  slices: Pair<Slices>,
  how: How,
  df: number,
): number {
  let sum = 0;
  for (const side of [0, 1] as const) {
    const { index, exposures } = slices[side];
    let pearson = 0;
    for (let j = 0; j < index.length; j++)
      pearson += chiSquare(counts[side][index[j]!]!, rates[side] * exposures[j]!);
    sum += pearson / samplingFactor(rates[side], how);
  }
  return sum / df;
}
