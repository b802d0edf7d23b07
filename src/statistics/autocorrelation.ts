/** How much of a series is news: neighbours that resemble each other count less. */
export interface Autocorrelation {
  /** Correlation of neighbours, 0 to 0.95. */
  readonly rho: number;
  /** (1 + rho) / (1 - rho): so many values are worth one independent value. */
  readonly thinning: number;
  /** Part of the true variance that a window this short shows, 0.2 to 1. */
  readonly seen: number;
}

const MOST = 0.95;

/**
 *     rho       = clamp((r + 1/h) / (1 - 3/h), 0, 0.95)      h <= 3: 0.95
 *     thinning  = (1 + rho) / (1 - rho)
 *     seen      = max(0.2, 1 - (thinning - 1) / (h - 1))
 *
 * `r`: lag-1 products of the residuals over their squares, about means of the same values; `h`: values a mean. That r is
 * too small by (1 + 3 rho) / h (Kendall 1954) is undone. Thinning: Bayley, Hammersley 1946.
 */
export function autocorrelation(r: number, h: number): Autocorrelation {
  const rho = h > 3 ? Math.min(MOST, Math.max(0, (r + 1 / h) / (1 - 3 / h))) : MOST;
  const thinning = (1 + rho) / (1 - rho);
  return { rho, thinning, seen: Math.max(0.2, 1 - (thinning - 1) / (h - 1)) };
}
