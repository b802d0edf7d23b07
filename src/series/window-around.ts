import type { Scrape } from './series';
import { millisecondsFromNanoseconds, type Milliseconds, type TimeRange } from './time';

/** The window that holds exactly the scrape nearest to a time, of whichever series; undefined without scrapes. */
export function windowAround(
  scrapes: readonly Scrape[],
  time: Milliseconds,
): TimeRange | undefined {
  let nearest: { start: Milliseconds; distance: number } | undefined;
  for (const { timestamp, duration } of scrapes) {
    const start = millisecondsFromNanoseconds(timestamp);
    const middle = start + Number(duration) / 2e6;
    const distance = Math.abs(middle - time);
    if (!nearest || distance < nearest.distance) nearest = { start, distance };
  }
  if (!nearest) return undefined;
  // A scrape's start has nanoseconds that a window in whole ms cuts off: one ms takes it in.
  return { start: Math.floor(nearest.start), end: Math.floor(nearest.start) + 1 };
}
