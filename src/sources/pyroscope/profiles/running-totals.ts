import { groupBySeries, type Scrape } from '#series';

/** Fewer do not tell. */
const LEAST_SCRAPES = 4;
/** One in so many may be a restart. */
const RESTARTS = 10;

/**
 * The series that look like a total since their process started: never less than the scrape before, but for a restart now and then. What a
 * client sends as differences goes up and down.
 */
export function runningTotalsOf(scrapes: readonly Scrape[]): readonly (readonly Scrape[])[] {
  return groupBySeries(scrapes).filter((series) => {
    if (series.length < LEAST_SCRAPES) return false;
    const falls = series.filter(({ value }, i) => i > 0 && value < series[i - 1]!.value).length;
    return falls <= Math.floor(series.length / RESTARTS);
  });
}
