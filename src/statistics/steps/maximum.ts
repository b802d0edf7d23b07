import { type Autocorrelation, autocorrelation } from '../autocorrelation';
import { normalDensity } from '../distributions/normal';
import { equivalentNormal } from '../distributions/student';

/** A step may be found and a step is held against noise; at most so often is noise called one. */
export const ALPHA = 0.01;
/** Fewer values are no level. */
export const FEWEST_VALUES = 8;

/** Values that a level has at least, of N: max(8, 4 %). */
export function fewestOf(N: number): number {
  return Math.max(FEWEST_VALUES, Math.ceil(0.04 * N));
}

/** Residuals about a picture of N values: what is left is noise, and says how sure the picture is. */
export interface Residuals {
  /** Sum of their squares. */
  readonly sse: number;
  /** Sum of the products of neighbours. */
  readonly products: number;
}

/** Autocorrelation of the residuals about two means of N values. */
export function autocorrelationOf({ sse, products }: Residuals, N: number): Autocorrelation {
  return autocorrelation(products / sse, N / 2);
}

/** Half of the independent values: the autocorrelation is itself an estimate. */
export function degreesOfFreedom(thinning: number, N: number): number {
  return Math.max(1, N / (2 * thinning) - 1);
}

/**
 * How often the largest of all splits of N values of noise, with m at each side, has a t as large (Siegmund 1985; James, James, Siegmund
 * 1987: tail of a standardised Brownian bridge). The maximum over splits is not a t: its own p would be right for one split only.
 *
 *     b  the normal deviate as unlikely as t with df;   b <= 1: 1
 *     p = min(1, (b - 1/b) φ(b) ln(((N - m) / m)²) + 4 φ(b) / b)
 */
export function pOfMaximum(t: number, df: number, N: number, m: number): number {
  const b = equivalentNormal(t, df);
  if (b <= 1) return 1;
  const density = normalDensity(b);
  return Math.min(1, (b - 1 / b) * density * Math.log(((N - m) / m) ** 2) + (4 * density) / b);
}

/** Largest absolute value, by which rounding is told from noise. */
export function scaleOf(values: ArrayLike<number>, from: number, to: number): number {
  let scale = 0;
  for (let i = from; i < to; i++) scale = Math.max(scale, Math.abs(values[i]!));
  return scale;
}

export const ROUNDING = 1e-9;

/** Residuals that are only rounding errors of values this large. */
export function isRounding(sse: number, N: number, scale: number): boolean {
  return !(sse > N * (ROUNDING * scale) ** 2);
}
