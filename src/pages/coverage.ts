import { labelsKey, type Milliseconds, type Scrape, type TimeRange } from '#series';

/** What a merged profile rests on. */
export interface Coverage {
  readonly scrapes: number;
  /** What the window has room for at the scrape interval, summed over the series; never less than `scrapes`. */
  readonly expected: number;
  readonly seriesCount: number;
  /** Places where a scrape should stand and none does. For CPU an idle process leaves such a place too. */
  readonly gaps: number;
  /**
   * Seconds that the profile's values stand for: the window, or what the series with most scrapes was scraped for when
   * that is longer (a single scrape has a window of no length; the last scrape of a window reaches beyond it). Whole ms.
   */
  readonly seconds: number;
  /** Share of the window between the first scrape of any series and the end of the last; 1 when scrapes reach its ends. */
  readonly extent: number;
}

export interface CoveredProfile {
  readonly scrapes: readonly Scrape[];
  readonly range: TimeRange;
  readonly interval: Milliseconds;
}

export function coverageOf(of: CoveredProfile): Coverage {
  const { scrapes, range, interval } = of;
  const windowMs = range.end - range.start;
  let gaps = 0;
  let expected = 0;
  let scrapedMs = 0;
  const all = groupBySeries(scrapes);
  for (const series of all) {
    const missing = gapsOf(series, interval);
    gaps += missing;
    const room = interval > 0 ? Math.floor(windowMs / interval) : 0;
    expected += Math.max(series.length + missing, room);
    const duration = series.reduce((sum, scrape) => sum + scrape.duration, 0n);
    scrapedMs = Math.max(scrapedMs, Number(duration) / 1e6);
  }
  return {
    scrapes: scrapes.length,
    expected,
    seriesCount: all.length,
    gaps,
    seconds: Math.round(Math.max(windowMs, scrapedMs)) / 1000,
    extent: extentOf(of),
  };
}

function groupBySeries(scrapes: readonly Scrape[]): readonly (readonly Scrape[])[] {
  const bySeries = new Map<string, Scrape[]>();
  for (const scrape of scrapes) {
    const key = labelsKey(scrape.labels);
    const list = bySeries.get(key);
    if (list) list.push(scrape);
    else bySeries.set(key, [scrape]);
  }
  return [...bySeries.values()];
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

/** A scrape nearer to an end of the window than one interval reaches it. */
function extentOf({ scrapes, range, interval }: CoveredProfile): number {
  const windowMs = range.end - range.start;
  if (scrapes.length === 0) return 0;
  if (windowMs <= interval) return 1;
  const starts = scrapes.map((scrape) => Number(scrape.timestamp) / 1e6);
  const first = starts.reduce((a, b) => Math.min(a, b));
  const last = starts.reduce((a, b) => Math.max(a, b));
  const before = first - range.start > interval ? first - range.start : 0;
  const after = range.end - last > interval ? range.end - last : 0;
  return Math.max(0, Math.min(1, (windowMs - before - after) / windowMs));
}
