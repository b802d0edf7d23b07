import { isIncrease } from '../increases';
import type { Scrape } from '../labels/series';
import { millisecondsFromNanoseconds, type Milliseconds, type TimeRange } from './time';

/** The window that holds exactly the scrape nearest to a time, of whichever series, or both that an increase is between; undefined without scrapes. */
export function windowAround(
  scrapes: readonly Scrape[],
  time: Milliseconds,
): TimeRange | undefined {
  let nearest: { start: Milliseconds; end: Milliseconds; distance: number } | undefined;
  for (const scrape of scrapes) {
    const { timestamp, duration, grain = 1 } = scrape;
    const start = millisecondsFromNanoseconds(timestamp);
    const middle = start + Number(duration) / 2e6;
    const distance = Math.abs(middle - time);
    const last = isIncrease(scrape) ? timestamp + duration : timestamp;
    const end = millisecondsFromNanoseconds(last) + grain;
    if (!nearest || distance < nearest.distance) nearest = { start, end, distance };
  }
  if (!nearest) return undefined;
  // A scrape's start has nanoseconds that a window in whole ms cuts off: one ms takes it in, where that is its grain.
  return { start: nearest.start, end: nearest.end };
}
