import { labelsKey, type Milliseconds, type Scrape, type TimeRange } from '#series';

/** What a merged profile rests on. */
export interface Coverage {
  readonly scrapes: number;
  readonly seriesCount: number;
  /** Places where a scrape should stand and none does. For CPU an idle process leaves such a place too. */
  readonly gaps: number;
  /**
   * Seconds that the profile's values stand for: the window, or what the series with most scrapes was scraped for when
   * that is longer (a single scrape has a window of no length; the last scrape of a window reaches beyond it).
   */
  readonly seconds: number;
}

export function coverageOf(of: {
  readonly scrapes: readonly Scrape[];
  readonly range: TimeRange;
  readonly interval: Milliseconds;
}): Coverage {
  const bySeries = new Map<string, Scrape[]>();
  for (const scrape of of.scrapes) {
    const key = labelsKey(scrape.labels);
    const list = bySeries.get(key);
    if (list) list.push(scrape);
    else bySeries.set(key, [scrape]);
  }
  let gaps = 0;
  let scraped = 0;
  for (const series of bySeries.values()) {
    gaps += gapsOf(series, of.interval);
    const nanoseconds = series.reduce((sum, scrape) => sum + scrape.duration, 0n);
    scraped = Math.max(scraped, Number(nanoseconds) / 1e9);
  }
  return {
    scrapes: of.scrapes.length,
    seriesCount: bySeries.size,
    gaps,
    seconds: Math.round(Math.max(of.range.end - of.range.start, scraped * 1000)) / 1000,
  };
}

/** A distance of about k intervals between neighbours hides k - 1 scrapes. */
function gapsOf(series: readonly Scrape[], interval: Milliseconds): number {
  if (interval <= 0) return 0;
  let gaps = 0;
  for (let at = 1; at < series.length; at++) {
    const distance = Number(series[at]!.timestamp - series[at - 1]!.timestamp) / 1e6;
    gaps += Math.max(0, Math.round(distance / interval) - 1);
  }
  return gaps;
}
