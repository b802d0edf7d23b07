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
  /** `at` is at most so many values away, 95 %. */
  readonly within: number;
  readonly level: number;
  /** Per value. */
  readonly slope: number;
  readonly t: number;
  readonly df: number;
  readonly p: number;
  readonly rho: number;
  readonly sse: number;
}

/** 95 % of a chi squared with one degree of freedom. */
const SURE = 3.84;

interface Fit extends Pick<Ramp, 'level' | 'slope' | 'sse'> {
  readonly k: number;
  /** Sum of squares of the slope's regressor about its mean. */
  readonly spread: number;
}

/**
 * The best bend: level until k, then a slope, by least squares at every place k from 0 to N - 2m: beside the bend of a quiet leak the
 * residuals are alike, and it would be the less sure the quieter it is.
 *
 *     t      = |slope| / √(sse / (N - 3) / seen · thinning / spread),   df and p as of a step
 *     within = the farthest k with sse(k) - least sse <= 3.84 sse / (N - 3) / seen · thinning, and one more
 *
 * A straight line (k = 0) is taken for as long as it is among these: a bend is said where there is one. Undefined when there are too few values.
 */
export function bestRamp(values: ArrayLike<number>): Ramp | undefined {
  const N = values.length;
  const m = fewestOf(N);
  if (N < 2 * m) return undefined;
  const fits = Array.from({ length: N - 2 * m + 1 }, (_, k) => fitRamp(values, k));
  const best = fits.reduce((least, fit) => (fit.sse < least.sse ? fit : least));
  const scale = scaleOf(values, 0, N);
  if (isRounding(best.sse, N, scale)) {
    const { k, level, slope } = best;
    const same = Math.abs(slope) * N <= ROUNDING * scale;
    const found = { at: k, within: 1, level, slope, t: same ? 0 : Infinity, df: Infinity };
    return { ...found, p: same ? 1 : 0, rho: 0, sse: 0 };
  }
  const { variance, thinning } = noiseAbout(values, best);
  const most = best.sse + SURE * variance * thinning;
  const chosen = fits[0]!.sse <= most ? fits[0]! : best;
  const within = fits.reduce(
    (far, { k, sse }) => (sse <= most ? Math.max(far, Math.abs(k - chosen.k)) : far),
    0,
  );
  return { at: chosen.k, within: within + 1, ...slopeTest(values, chosen) };
}

/** A level until `at`, then a slope, with the place known from elsewhere; of a bend that leaves more than rounding. */
export function rampSince(
  values: ArrayLike<number>,
  { at, within }: Pick<Ramp, 'at' | 'within'>,
): Ramp {
  const latest = values.length - 2 * fewestOf(values.length);
  return { at, within, ...slopeTest(values, fitRamp(values, Math.min(at, latest))) };
}

/** Of a fit that leaves more than rounding. */
function slopeTest(values: ArrayLike<number>, fit: Fit): Omit<Ramp, 'at' | 'within'> {
  const N = values.length;
  const { level, slope, spread } = fit;
  const { sse, rho, variance, thinning } = noiseAbout(values, fit);
  const t = Math.abs(slope) / Math.sqrt((variance * thinning) / spread);
  const df = degreesOfFreedom(thinning, N);
  return { level, slope, t, df, p: pOfMaximum(t, df, N, fewestOf(N)), rho, sse };
}

function noiseAbout(values: ArrayLike<number>, fit: Fit) {
  const N = values.length;
  const residuals = residualsAbout(values, fit);
  const { rho, thinning, seen } = autocorrelationOf(residuals, N);
  return { rho, thinning, sse: residuals.sse, variance: residuals.sse / (N - 3) / seen };
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
