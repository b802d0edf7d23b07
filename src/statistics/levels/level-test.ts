import { autocorrelation } from '../autocorrelation';
import { normalTwoSided } from '../distributions/normal';
import { studentCritical, studentTwoSided } from '../distributions/student';
import { LEVEL } from '../false-discovery';
import { type Pair, pairOf } from '../pair';
import { ratioInterval } from './ratio-interval';

type LevelVerdict =
  | 'moved'
  | 'within noise'
  /** Both sides are one and the same value. */
  | 'same constant'
  /** Each side is one value, and what the profiler can tell apart is not known: no p. */
  | 'constants differ'
  | 'too few slices';

export interface LevelTest {
  readonly verdict: LevelVerdict;
  readonly means?: Pair;
  /** Correlation of neighbouring values, 0 to 0.95. */
  readonly rho?: number;
  /** So many independent values each side is worth; below 3 say so. */
  readonly effective?: Pair;
  /** Standard error of the difference of the means. */
  readonly se?: number;
  readonly df?: number;
  readonly t?: number;
  /** Two-sided. */
  readonly p?: number;
  /** 95 % interval of comparison - baseline, in the values' unit. */
  readonly interval?: Pair;
  /** 95 % interval of comparison / baseline; absent when the baseline itself may be 0: no per cent then. */
  readonly ratioInterval?: Pair;
}

/** Smaller is rounding, of values this large. */
const ROUNDING = 1e-9;
const FEWEST_EFFECTIVE = 1.5;

/**
 * Did a level move: the values of one series on each side, in time order: a heap, goroutines, a unit's total, waits per second. Welch's t
 * (1947) with the number of values thinned by their autocorrelation (`autocorrelation.ts`), h = (n + m) / 2:
 *
 *     N = max(1.5, n / thinning),   s = var / seen / N   of each side
 *     t = (b - a) / √(sx + sy),     df = (sx + sy)² / (sx² / (Nx - 1) + sy² / (Ny - 1))
 *
 * Both sides constant: se = √(quantum (|a| + |b|)), normal. A leak is a ramp: ask `findSteps`, not two windows.
 *
 * @param quantum the smallest thing that the profiler can see: heap 524288 bytes, goroutine 1, CPU the period; 0 unknown
 */
export function levelTest(
  baseline: ArrayLike<number>,
  comparison: ArrayLike<number>,
  { quantum }: { readonly quantum: number },
): LevelTest {
  const sides = pairOf((side) => momentsOf(side === 0 ? baseline : comparison));
  const [x, y] = sides;
  if (x.n < 2 || y.n < 2) return { verdict: 'too few slices' };
  const means: Pair = [x.mean, y.mean];
  const scale = Math.max(x.largest, y.largest);
  const variances = pairOf((side) => sides[side].squares / (sides[side].n - 1));
  if (!(variances[0] + variances[1] > (ROUNDING * scale) ** 2))
    return constantsTest(means, ROUNDING * scale, quantum);
  const r = (x.products + y.products) / (x.squares + y.squares);
  const { rho, thinning, seen } = autocorrelation(r, (x.n + y.n) / 2);
  const effective = pairOf((side) => Math.max(FEWEST_EFFECTIVE, sides[side].n / thinning));
  const ofMeans = pairOf((side) => variances[side] / seen / effective[side]);
  const [sx, sy] = ofMeans;
  const df = (sx + sy) ** 2 / (sx ** 2 / (effective[0] - 1) + sy ** 2 / (effective[1] - 1));
  const critical = studentCritical(LEVEL, df);
  return {
    ...difference(means, Math.sqrt(sx + sy), df, critical),
    rho,
    effective,
    ratioInterval: ratioInterval(means, ofMeans, critical),
  };
}

function difference([a, b]: Pair, se: number, df: number, critical: number) {
  const t = (b - a) / se;
  const p = df === Infinity ? normalTwoSided(t) : studentTwoSided(t, df);
  const interval: Pair = [b - a - critical * se, b - a + critical * se];
  const verdict: LevelVerdict = p <= LEVEL ? 'moved' : 'within noise';
  return { verdict, means: [a, b] as const, se, df, t, p, interval };
}

/** What two sides of one value each may differ by, as a standard error: `quantum` is the smallest thing that the profiler can see. */
export function constantsError([a, b]: Pair, quantum: number): number {
  return Math.sqrt(quantum * (Math.abs(a) + Math.abs(b)));
}

/** No value says how the levels vary: only the profiler's own grain can be held against the difference. */
function constantsTest(means: Pair, rounding: number, quantum: number): LevelTest {
  const [a, b] = means;
  const constant = { rho: 1, effective: [1, 1] } as const;
  if (Math.abs(b - a) <= rounding)
    return {
      ...constant,
      ...{ verdict: 'same constant', means, se: 0, df: Infinity, t: 0, p: 1, interval: [0, 0] },
    };
  const se = constantsError(means, quantum);
  if (!(se > 0)) return { verdict: 'constants differ', means };
  return { ...constant, ...difference(means, se, Infinity, studentCritical(LEVEL, Infinity)) };
}

function momentsOf(values: ArrayLike<number>) {
  const n = values.length;
  let sum = 0;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    sum += values[i]!;
    largest = Math.max(largest, Math.abs(values[i]!));
  }
  const mean = sum / n;
  let squares = 0;
  let products = 0;
  for (let i = 0; i < n; i++) {
    squares += (values[i]! - mean) ** 2;
    if (i > 0) products += (values[i]! - mean) * (values[i - 1]! - mean);
  }
  return { n, mean, largest, squares, products };
}
