import { digamma, inverseTrigamma, trigamma } from '../distributions/gamma';
import { FEWEST_FUNCTIONS } from './typical';

/** What the dispersions of all functions say of any one: as much as `d0` degrees of freedom at `phi0`. */
export interface Prior {
  /** 0: too few functions to say anything; Infinity: all vary alike. */
  readonly d0: number;
  /** Dispersion of the typical function, at least 1 (pure sampling). */
  readonly phi0: number;
}

/** Above this the functions cannot be told apart. */
const ALIKE = 1e5;
/** One-sided 5 % of a normal. */
const FAR_ABOVE = 1.645;

/**
 * The prior of Smyth 2004 (limma's squeezeVar), phi ~ phi0 F(df, d0), from the functions with phi > 0, of which it takes at least 20:
 *
 *     m, s2             mean and sample variance of ln phi
 *     trigamma(d0/2)  = s2 - trigamma(df/2)              right side <= 0 or d0 > 1e5: d0 = Infinity
 *     phi0            = max(1, exp(m - digamma(df/2) + ln(df/2) + digamma(d0/2) - ln(d0/2)))
 */
export function priorOf(dispersions: readonly number[], df: number): Prior {
  const logs = dispersions.filter((phi) => phi > 0).map(Math.log);
  if (logs.length < FEWEST_FUNCTIONS) return { d0: 0, phi0: 1 };
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
  const extra = variance - trigamma(df / 2);
  const found = extra > 0 ? 2 * inverseTrigamma(extra) : Infinity;
  const d0 = found > ALIKE ? Infinity : found;
  const bias = digamma(df / 2) - Math.log(df / 2);
  const ofPrior = d0 === Infinity ? 0 : digamma(d0 / 2) - Math.log(d0 / 2);
  return { d0, phi0: Math.max(1, Math.exp(mean - bias + ofPrior)) };
}

export interface Moderated {
  /** Phi = max(1, (d0 phi0 + df phi) / (d0 + df)). */
  readonly moderated: number;
  /** The function varies far more than the typical one, phi > phi0 (1 + 1.645 √(2/df)), or there is no prior: it keeps its own phi. */
  readonly own: boolean;
  /** d0 + df, or df of its own. */
  readonly df: number;
}

/** A function's dispersion drawn towards the typical one. */
export function moderate(phi: number, df: number, { d0, phi0 }: Prior): Moderated {
  const drawn = d0 === Infinity ? phi0 : (d0 * phi0 + df * phi) / (d0 + df);
  const own = d0 === 0 || phi > phi0 * (1 + FAR_ABOVE * Math.sqrt(2 / df));
  return { moderated: Math.max(1, drawn), own, df: own ? df : d0 + df };
}
