import { studentTwoSided } from '../distributions/student';
import { median } from '../median';
import { autocorrelationOf, degreesOfFreedom, fewestOf } from './maximum';

/** Of independent normal values the median distance of two neighbours is so many standard deviations. */
const OF_NEIGHBOURS = 0.954;

/**
 * How often noise that is as it was before a place has a mean after it that is as far away, wherever that is, before and after in either order:
 *
 *     t = |mean after - mean before| / √(s² · thinning · (1 / k + 1 / (N - k))),   df = k / (2 thinning) - 1
 *     p = 2 (N - 2m + 1) · the smallest p of all k from N / 3 to N - m: in shorter ones a slow wave looks quiet
 *
 * s² and thinning are those of the k values before it, s at least what neighbours differ by in the whole series. A step and a bend are held against what is left
 * around them: of a leak that is no straight line that is one slow wave, worth one value, however quiet the series was before. 1 when there are too few values.
 */
export function pAgainstBefore(values: ArrayLike<number>): number {
  const forward = Array.from(values);
  const N = forward.length;
  const m = fewestOf(N);
  if (N < 2 * m) return 1;
  const steps = forward.slice(1).map((value, i) => Math.abs(value - forward[i]!));
  const least = (median(steps) / OF_NEIGHBOURS) ** 2;
  const smallest = [forward, [...forward].reverse()].map((series) => smallestP(series, m, least));
  return Math.min(1, 2 * (N - 2 * m + 1) * Math.min(...smallest));
}

function smallestP(values: readonly number[], m: number, least: number): number {
  const first = Math.max(m, Math.ceil(values.length / 3));
  const N = values.length;
  const whole = values.reduce((sum, value) => sum + value, 0);
  let [sum, squares, products] = [0, 0, 0];
  let smallest = 1;
  for (let k = 1; k <= N - m; k++) {
    const value = values[k - 1]! - values[0]!;
    sum += value;
    squares += value * value;
    if (k > 1) products += value * (values[k - 2]! - values[0]!);
    if (k < first) continue;
    const before = sum / k;
    const sse = Math.max(0, squares - k * before * before);
    // About the mean; of the first value, from which all are counted, and of the last one there is one neighbour.
    const cross = products - before * (2 * sum - value) + (k - 1) * before * before;
    const { thinning, seen } =
      sse > 0 ? autocorrelationOf({ sse, products: cross }, k) : { thinning: 1, seen: 1 };
    const variance = Math.max(least, sse / (k - 1) / seen) * thinning;
    const after = (whole - N * values[0]! - sum) / (N - k);
    const distance = Math.abs(after - before);
    if (distance === 0) continue;
    const t = distance / Math.sqrt(variance * (1 / k + 1 / (N - k)));
    smallest = Math.min(smallest, studentTwoSided(t, degreesOfFreedom(thinning, k)));
  }
  return smallest;
}
