import {
  autocorrelationOf,
  degreesOfFreedom,
  fewestOf,
  isRounding,
  pOfMaximum,
  ROUNDING,
  scaleOf,
} from './maximum';

/** A level, then a steady rise or fall. */
export interface Ramp {
  /** Index of the last value on the level; 0: it rises or falls all the time. */
  readonly at: number;
  readonly level: number;
  /** Per value. */
  readonly slope: number;
  readonly t: number;
  readonly df: number;
  readonly p: number;
  readonly rho: number;
  readonly sse: number;
}

/** Places where the bend is looked for. */
const LOOKS = 24;

interface Fit extends Pick<Ramp, 'level' | 'slope' | 'sse'> {
  readonly k: number;
  /** Sum of squares of the slope's regressor about its mean. */
  readonly spread: number;
}

/**
 * The best bend: level until k, then a slope, by least squares at 24 places k = round(j (N - 2m) / 23).
 *
 *     t = |slope| / √(sse / (N - 3) / seen · thinning / spread),   df and p as of a step
 *
 * Undefined when there are too few values.
 *
 * @param looks so many places instead
 */
export function bestRamp(values: ArrayLike<number>, looks = LOOKS): Ramp | undefined {
  const N = values.length;
  const m = fewestOf(N);
  if (N < 2 * m) return undefined;
  let best: Fit | undefined;
  for (let j = 0; j < looks; j++) {
    const fit = fitRamp(values, Math.round((j * (N - 2 * m)) / (looks - 1)));
    if (!best || fit.sse < best.sse) best = fit;
  }
  const { k, level, slope, spread } = best!;
  const found = { at: k, level, slope };
  const residuals = residualsAbout(values, best!);
  const scale = scaleOf(values, 0, N);
  if (isRounding(residuals.sse, N, scale)) {
    const same = Math.abs(slope) * N <= ROUNDING * scale;
    return { ...found, t: same ? 0 : Infinity, df: Infinity, p: same ? 1 : 0, rho: 0, sse: 0 };
  }
  const { rho, thinning, seen } = autocorrelationOf(residuals, N);
  const variance = residuals.sse / (N - 3) / seen;
  const t = Math.abs(slope) / Math.sqrt((variance * thinning) / spread);
  const df = degreesOfFreedom(thinning, N);
  return { ...found, t, df, p: pOfMaximum(t, df, N, m), rho, sse: residuals.sse };
}

function fitRamp(values: ArrayLike<number>, k: number): Fit {
  const N = values.length;
  let [sx, sxx, sy, sxy, syy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < N; i++) {
    const x = Math.max(0, i - k);
    const y = values[i]!;
    sx += x;
    sxx += x * x;
    sy += y;
    sxy += x * y;
    syy += y * y;
  }
  const spread = sxx - (sx * sx) / N;
  const slope = (sxy - (sx * sy) / N) / spread;
  const sse = Math.max(0, syy - (sy * sy) / N - slope * slope * spread);
  return { k, slope, level: (sy - slope * sx) / N, sse, spread };
}

function residualsAbout(values: ArrayLike<number>, { k, level, slope }: Fit) {
  let sse = 0;
  let products = 0;
  let last = 0;
  for (let i = 0; i < values.length; i++) {
    const residual = values[i]! - level - slope * Math.max(0, i - k);
    sse += residual * residual;
    if (i > 0) products += residual * last;
    last = residual;
  }
  return { sse, products };
}
