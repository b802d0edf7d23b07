import { median, OF_MAD } from '../median';
import { fewestOf } from './maximum';

/** How far values are from what they were before. */
export interface AgainstBefore {
  /** Of the surest place, over all of them and both orders of time. */
  readonly p: number;
  /** Where they leave what they were for good; absent where it is surer that they come to what they are at the end. */
  readonly since?: {
    /** Index of the first value that is not what it was. */
    readonly at: number;
    /** `at` is at most so many values away. */
    readonly within: number;
  };
}

/** Of independent normal values the median distance of two neighbours is so many standard deviations. */
const OF_NEIGHBOURS = 0.954;
/** What stays equal for a while is worth one value; so many of them are before the place. */
const FEWEST_RUNS = 6;
/** A median is looked for only where the mean alone is as sure. */
const WORTH_A_MEDIAN = Math.log(1e-3);
/** Farther than any noise: three standard deviations. */
const FAR = 3;

/**
 * How often a random walk, the slowest noise that there is, has values after a place as far from those before it, wherever that is, before and after in either
 * order. A step and a bend are held against what is left around them: of a leak that is no straight line that is one slow wave, worth one value, however
 * quiet the series was before.
 *
 *     s²  of the k values before, at least what neighbours differ by in the whole series;   d  distance of the rest
 *     a = d² / s² · 3 k / (N - k)
 *     p = 2 (N - 2m + 1) · the smallest (√a / sinh √a)^½ of all k from m to N - m
 *
 * d is the least distance of the mean and the median of the rest from the mean of the k and from the last of them. Of a walk the mean of the rest is from the last by a
 * normal deviate of variance (N - k) / 3, independent of s² / k, the law of which is that of Cramér, von Mises (Anderson, Darling 1952); with
 * P(Z² > x) <= e^(-x/2) its Laplace transform is the bound. Noise that is faster is less far. Values that stay equal for
 * long are one: k is at least six of the longest such run after it. p = 1 when there are too few values.
 */
export function againstBefore(values: ArrayLike<number>): AgainstBefore {
  const forward = Array.from(values);
  const N = forward.length;
  const m = fewestOf(N);
  if (N < 2 * m) return { p: 1 };
  const steps = forward.slice(1).map((value, i) => Math.abs(value - forward[i]!));
  const least = (median(steps) / OF_NEIGHBOURS) ** 2;
  const ahead = surestPlace(forward, m, least);
  const back = surestPlace([...forward].reverse(), m, least);
  const p = Math.min(1, 2 * (N - 2 * m + 1) * Math.exp(Math.min(ahead.logP, back.logP)));
  if (ahead.k === 0 || ahead.logP > back.logP) return { p };
  return { p, since: departure(forward, ahead.k, m) };
}

interface Place {
  /** Values before it; 0: nothing is as far as a walk. */
  readonly k: number;
  readonly logP: number;
}

function surestPlace(values: readonly number[], m: number, least: number): Place {
  const N = values.length;
  const first = values[0]!;
  const runs = longestRuns(values);
  let rest = values.reduce((sum, value) => sum + value - first, 0);
  let [sum, squares] = [0, 0];
  let surest: Place = { k: 0, logP: 0 };
  for (let k = 1; k <= N - m; k++) {
    // About the first value, so that a large level leaves small squares exact.
    const last = values[k - 1]! - first;
    sum += last;
    squares += last * last;
    rest -= last;
    if (k < m || k < FEWEST_RUNS * runs[k]!) continue;
    const mean = sum / k;
    const variance = Math.max(least, (squares - k * mean * mean) / (k - 1));
    const from = (value: number) => Math.min(Math.abs(value - last), Math.abs(value - mean));
    const logPOf = (distance: number) =>
      logBound(Math.sqrt((distance ** 2 / variance) * ((3 * k) / (N - k))));
    const distance = from(rest / (N - k));
    if (distance === 0) continue;
    let logP = logPOf(distance);
    if (logP < WORTH_A_MEDIAN)
      logP = logPOf(Math.min(distance, from(median(values.slice(k)) - first)));
    if (logP < surest.logP) surest = { k, logP };
  }
  return surest;
}

/** ln (x / sinh x)^½ */
function logBound(x: number): number {
  if (x === Infinity) return -Infinity;
  if (!(x > 1e-6)) return 0;
  const logSinh = x > 20 ? x - Math.LN2 : Math.log(Math.sinh(x));
  return (Math.log(x) - logSinh) / 2;
}

/** At each place the longest run of equal values from there on. */
function longestRuns(values: readonly number[]): readonly number[] {
  const longest = new Array<number>(values.length + 1).fill(0);
  let run = 0;
  for (let i = values.length - 1; i >= 0; i--) {
    run = values[i] === values[i + 1] ? run + 1 : 1;
    longest[i] = Math.max(longest[i + 1]!, run);
  }
  return longest;
}

/**
 * From where on no value is within three standard deviations of what they were, and back by what the values took for that at their pace since then. A rise that
 * is slow at first is dated to where it leaves the noise.
 */
function departure(values: readonly number[], k: number, m: number) {
  const before = values.slice(0, k);
  const level = median(before);
  const noise = FAR * OF_MAD * median(before.map((value) => Math.abs(value - level)));
  let far = values.length;
  while (far > 0 && Math.abs(values[far - 1]! - level) > noise) far--;
  if (far === values.length) return { at: k, within: values.length };
  const soon = values.slice(far, far + m);
  const pace = Math.abs(median(soon) - level) / ((soon.length + 1) / 2);
  const lag = noise / pace;
  return { at: Math.max(0, Math.round(far - lag)), within: Math.min(values.length, lag + 1) };
}
