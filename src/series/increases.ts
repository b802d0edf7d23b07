import type { Scrape } from './labels/series';

/**
 * What a running total of one series grew by between neighbouring scrapes, as Prometheus' `increase` counts it, without its extrapolation.
 * A total that is less than the one before belongs to a new process and counts whole:
 *
 *     scrapes     10   25   40 | 5   12
 *     increases     15   15   5    7
 *
 * `scrapes` are in time order; there is one increase less than there are scrapes.
 */
export function increasesOf(scrapes: readonly Scrape[]): readonly Scrape[] {
  return scrapes.slice(1).map((scrape, i): Scrape => {
    const { labels, timestamp, value: before } = scrapes[i]!;
    const { value: total } = scrape;
    const value = total < before ? total : total - before;
    const grain = coarserOf(scrapes[i]!, scrape);
    return { labels, timestamp, ...grain, duration: scrape.timestamp - timestamp, value, total };
  });
}

/** What is known of two moments together. */
function coarserOf(a: Scrape, b: Scrape): Pick<Scrape, 'grain'> {
  const grain = Math.max(a.grain ?? 1, b.grain ?? 1);
  return grain > 1 ? { grain } : {};
}

export const isIncrease = ({ total }: Scrape): boolean => total !== undefined;

/** False where the running total began anew: then there is nothing before it to subtract. */
export const goesOn = ({ value, total = value }: Scrape): boolean => value < total;
