/** The false discovery rate at which something is flagged, and the level of each interval. q is never below p: what is flagged has an interval without 0. */
export const LEVEL = 0.05;

/**
 * The q-value of each p: the smallest false discovery rate at which it is still flagged (Benjamini, Hochberg 1995).
 *
 *     q of the p with rank r of m = min over ranks s >= r of p(s) m / s
 *
 * In the order given. NaN is a test that was not made: it does not count in m, and stays NaN. Do not leave out tests because of their
 * effect: what is left out may depend on the number of samples only.
 */
export function benjaminiHochberg(p: ArrayLike<number>): Float64Array {
  const q = new Float64Array(p.length).fill(NaN);
  const made = Array.from(p, (_, i) => i).filter((i) => !Number.isNaN(p[i]!));
  made.sort((i, j) => p[i]! - p[j]!);
  let smallest = 1;
  for (let rank = made.length; rank > 0; rank--) {
    const i = made[rank - 1]!;
    smallest = Math.min(smallest, p[i]! * (made.length / rank));
    q[i] = smallest;
  }
  return q;
}
