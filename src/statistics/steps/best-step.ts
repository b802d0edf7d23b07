import {
  autocorrelationOf,
  degreesOfFreedom,
  fewestOf,
  isRounding,
  pOfMaximum,
  ROUNDING,
  scaleOf,
} from './maximum';

/** A level, then another one. */
export interface Step {
  /** Index of the first value after it. */
  readonly at: number;
  /** Means before and after it. */
  readonly left: number;
  readonly right: number;
  readonly t: number;
  readonly df: number;
  /** Of a step this large anywhere in noise. */
  readonly p: number;
  /** Autocorrelation of the residuals. */
  readonly rho: number;
  /** Sum of their squares. */
  readonly sse: number;
  /** The step is at most so many values away from `at`, 95 %. */
  readonly within: number;
}

/** 95 % of the distances of a step's place from the truth, times (size / standard deviation)² (Bai 1997). */
const PLACE = 11;

/**
 * The best single step of values[from, to), in closed form and proof against autocorrelation; the first of equals. Undefined when there
 * are too few values for two levels.
 *
 *     D  = |mean right - mean left| √(k (N - k) / N), k in [m, N - m], the largest
 *     t  = D / √(sse / (N - 2) / seen · thinning),   df = max(1, N / (2 thinning) - 1),   p: `pOfMaximum`
 *
 *     within = 11 sse / (N - 2) / seen · thinning / (right - left)² + 1
 *
 * The autocorrelation is that of the residuals, without the pair across the step. Residuals that are rounding only: a step is sure.
 */
export function bestStep(values: ArrayLike<number>, from: number, to: number): Step | undefined {
  const N = to - from;
  const m = fewestOf(N);
  if (N < 2 * m) return undefined;
  const { k, largest, left, right } = largestSplit(values, from, N, m);
  const residuals = residualsAbout(values, from, N, { k, left, right });
  const found = { at: from + k, left, right };
  const scale = scaleOf(values, from, to);
  if (isRounding(residuals.sse, N, scale)) {
    const same = Math.abs(right - left) <= ROUNDING * scale;
    const sure = same ? { t: 0, p: 1, within: N } : { t: Infinity, p: 0, within: 1 };
    return { ...found, ...sure, df: Infinity, rho: 0, sse: 0 };
  }
  const { rho, thinning, seen } = autocorrelationOf(residuals, N);
  const variance = (residuals.sse / (N - 2) / seen) * thinning;
  const t = largest / Math.sqrt(variance);
  const df = degreesOfFreedom(thinning, N);
  const within = Math.min(N, (PLACE * variance) / (right - left) ** 2 + 1);
  return { ...found, t, df, p: pOfMaximum(t, df, N, m), rho, sse: residuals.sse, within };
}

function largestSplit(values: ArrayLike<number>, from: number, N: number, m: number) {
  const sums = new Float64Array(N + 1);
  for (let i = 0; i < N; i++) sums[i + 1] = sums[i]! + values[from + i]!;
  const all = sums[N]!;
  let k = m;
  let largest = -1;
  for (let split = m; split <= N - m; split++) {
    // mean right - mean left = (mean of all - mean left) N / (N - split)
    const d =
      (Math.abs(all / N - sums[split]! / split) * split) / Math.sqrt((split * (N - split)) / N);
    if (d > largest) {
      largest = d;
      k = split;
    }
  }
  return { k, largest, left: sums[k]! / k, right: (all - sums[k]!) / (N - k) };
}

function residualsAbout(
  values: ArrayLike<number>,
  from: number,
  N: number,
  { k, left, right }: { readonly k: number; readonly left: number; readonly right: number },
) {
  let sse = 0;
  let products = 0;
  let last = 0;
  for (let i = 0; i < N; i++) {
    const residual = values[from + i]! - (i < k ? left : right);
    sse += residual * residual;
    if (i > 0 && i !== k) products += residual * last;
    last = residual;
  }
  return { sse, products };
}
