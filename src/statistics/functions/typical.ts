import { median, weightedMedian } from '../median';

/** With fewer functions nothing can be said of the typical one. */
export const FEWEST_FUNCTIONS = 20;
/** Median of chi squared with one degree of freedom. */
export const CHI_SQUARE_MEDIAN = 0.45493642311957283;
/** What moved everything by less than this costs no power. */
const DRIFT_TOLERANCE = 1.25;

/** A function's log ratio of comparison to baseline, and that one's variance. */
export interface Estimate {
  readonly logRatio: number;
  readonly variance: number;
}

/** What moved everything. */
export interface Common {
  /** Log ratio of the typical function: load in perSecond, the dilution of shares otherwise. */
  readonly typical: number;
  /** How much wider the functions spread about it than their variances say, at least 1. */
  readonly lambda: number;
}

/**
 *     typical  c       weighted median of the log ratios, weights 1 / √V (Anders, Huber 2010: median of ratios)
 *     drift    lambda  max(1, median of (l - c)² / V / 0.45493642 / 1.25) (Efron 2004's empirical null; Devlin, Roeder 1999)
 *
 * Of fewer than 20 functions: 0 and 1.
 */
export function commonOf(functions: readonly Estimate[]): Common {
  if (functions.length < FEWEST_FUNCTIONS) return { typical: 0, lambda: 1 };
  const typical = weightedMedian(
    functions.map(({ logRatio }) => logRatio),
    functions.map(({ variance }) => 1 / Math.sqrt(variance)),
  );
  const spread = median(
    functions.map(({ logRatio, variance }) => (logRatio - typical) ** 2 / variance),
  );
  return { typical, lambda: Math.max(1, spread / CHI_SQUARE_MEDIAN / DRIFT_TOLERANCE) };
}
