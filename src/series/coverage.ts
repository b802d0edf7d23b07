import { isIncrease } from './increases';
import { filesOf } from './labels/file-label';
import { groupBySeries, type Scrape } from './labels/series';
import type { Milliseconds, Seconds, TimeRange } from './time/time';

/** What a merged profile rests on. */
export interface Coverage {
  /** Stored profiles; of a running total the increases between two of them. */
  readonly scrapes: number;
  /** What the window has room for at the scrape interval, summed over the series; never less than `scrapes`. */
  readonly expected: number;
  readonly seriesCount: number;
  /** Places where a scrape should stand and none does. For CPU an idle process leaves such a place too. */
  readonly gaps: number;
  /**
   * Seconds that the profile's values stand for, to a tenth: of the series with most, (scrapes + gaps) × interval, the sum of its
   * increases' lengths, or what a single scrape lasted. Files count as one after the other, as `go tool pprof` adds them up, and 0 when one does not say. Not the window's length: that depends on where it begins between two scrapes, the values do not.
   */
  readonly seconds: Seconds;
  /** `seconds` as a part of the window; 1 when what is missing is less than two scrapes, or when one scrape leaves it unknown. */
  readonly extent: number;
}

export interface CoveredProfile {
  readonly scrapes: readonly Scrape[];
  readonly range: TimeRange;
  readonly interval: Milliseconds;
}

export function coverageOf({ scrapes, range, interval }: CoveredProfile): Coverage {
  const windowMs = range.end - range.start;
  const room = interval > 0 ? Math.floor(windowMs / interval) : 0;
  let gaps = 0;
  let expected = 0;
  let coveredMs = 0;
  const all = groupBySeries(scrapes);
  for (const series of all) {
    const places = series.length + gapsOf(series, interval);
    gaps += places - series.length;
    const areIncreases = isIncrease(series[0]!);
    // Between as many scrapes as the window has room for.
    expected += Math.max(places, areIncreases ? room - 1 : room);
    const isMeasured = interval === 0 || areIncreases;
    coveredMs = Math.max(coveredMs, isMeasured ? durationOf(series) : places * interval);
  }
  if (filesOf(scrapes) !== undefined) coveredMs = durationOfFiles(scrapes);
  return {
    scrapes: scrapes.length,
    expected,
    seriesCount: all.length,
    gaps,
    seconds: roundedSeconds(coveredMs),
    extent: extentOf(coveredMs, windowMs, interval),
  };
}

/** To a tenth, which nobody sees in a rate; of less than a minute to a thousandth, since a tenth would be seen. */
function roundedSeconds(ms: Milliseconds): Seconds {
  return ms < 60_000 ? Math.round(ms) / 1000 : Math.round(ms / 100) / 10;
}

/** A distance of about k intervals between neighbours, or the ends of an increase, hides k - 1 scrapes. */
function gapsOf(series: readonly Scrape[], interval: Milliseconds): number {
  if (interval <= 0) return 0;
  return series.reduce((gaps, scrape, at) => {
    const next = series[at + 1]?.timestamp ?? scrape.timestamp;
    const distance = isIncrease(scrape) ? scrape.duration : next - scrape.timestamp;
    return gaps + Math.max(0, Math.round(Number(distance) / 1e6 / interval) - 1);
  }, 0);
}

function durationOf(series: readonly Scrape[]): Milliseconds {
  return Number(series.reduce((sum, scrape) => sum + scrape.duration, 0n)) / 1e6;
}

/** 0: one of them does not say. */
function durationOfFiles(files: readonly Scrape[]): Milliseconds {
  return files.every(({ duration }) => duration > 0n) ? durationOf(files) : 0;
}

function extentOf(covered: Milliseconds, window: Milliseconds, interval: Milliseconds): number {
  if (interval <= 0 || window - covered < 2 * interval) return 1;
  return covered / window;
}
