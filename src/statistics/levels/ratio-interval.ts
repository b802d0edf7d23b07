import type { Pair } from '../pair';

/**
 * The interval of b / a from the same t (Fieller 1954), which leaves out 1 exactly when the interval of b - a leaves out 0:
 *
 *     A = a² - T² sx,   C = b² - T² sy:   (a b -+ √(a² b² - A C)) / A
 *
 * @param variances of the two means, independent
 * @returns undefined when a may be 0, A <= 0: the ratio may be anything
 */
export function ratioInterval([a, b]: Pair, variances: Pair, critical: number): Pair | undefined {
  const t2 = critical ** 2;
  const A = a * a - t2 * variances[0];
  const C = b * b - t2 * variances[1];
  if (!(a > 0) || A <= 0) return undefined;
  const root = Math.sqrt(Math.max(0, (a * b) ** 2 - A * C));
  return [(a * b - root) / A, (a * b + root) / A];
}
