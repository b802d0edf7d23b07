import type { Pair } from './pair';

/**
 * The interval of a delta b - a from that of the log ratio ln(b / a), in the unit of `a` and `b`, the two normalised values:
 *
 *     2 √(a b) sinh(end / 2)
 *
 * b - a is exactly that for end = ln(b / a), and zero stays zero: both intervals leave it out together. `a` and `b` have half a sample
 * added, so that neither is 0; for equalLoad `a` is times e^typical.
 */
export function deltaInterval(a: number, b: number, interval: Pair): Pair {
  const scale = 2 * Math.sqrt(a * b);
  return [scale * Math.sinh(interval[0] / 2), scale * Math.sinh(interval[1] / 2)];
}
