import type { Milliseconds, Target, TimeRange } from '#series';
import type { ProfileStatus, Seen } from './target-row';

/** Agents and scrapes come every 10 to 60 s; this many minutes without a profile are no coincidence. */
const STALE_DATA_MS = 5 * 60_000;
const STALE_SCRAPE_MIN_MS = 2 * 60_000;
const STALE_INTERVALS = 3;

export interface Clock {
  readonly now: Milliseconds;
  readonly range: TimeRange;
}

/** Whether profiles were still coming at the end of the range, or now when that is earlier. */
export function isFresh(
  { lastSeen, resolution }: { readonly lastSeen: Milliseconds; readonly resolution: Milliseconds },
  { now, range }: Clock,
): boolean {
  return Math.min(now, range.end) - lastSeen <= STALE_DATA_MS + resolution;
}

/** Whether scrapes stopped: several are overdue. */
export function isOverdue(
  { lastScrape, lastScrapeDuration }: Target,
  interval: Milliseconds | undefined,
  now: Milliseconds,
): boolean {
  if (lastScrape === undefined) return false;
  const due =
    interval === undefined
      ? STALE_DATA_MS
      : Math.max(STALE_SCRAPE_MIN_MS, STALE_INTERVALS * interval);
  return now - lastScrape > due + lastScrapeDuration;
}

/** The newest profile of all profiles; undefined: there is none in the range, or it is not known. */
export function latestSeen(profiles: readonly ProfileStatus[]): Seen | undefined {
  let last: Seen | undefined;
  for (const { lastSeen: time, seenWithin: within } of profiles) {
    if (time === undefined) continue;
    const isNewer = !last || time > last.time || (time === last.time && within < last.within);
    if (isNewer) last = { time, within };
  }
  return last;
}

/** How often the targets are scraped: Parca asks for a CPU profile of just that many seconds. undefined: no CPU profile is scraped. */
export function intervalOf(targets: readonly Target[]): Milliseconds | undefined {
  for (const { url } of targets) {
    const seconds = Number(/[?&]seconds=(\d+)(?:&|$)/.exec(url)?.[1] ?? 0);
    if (seconds > 0) return seconds * 1000;
  }
  return undefined;
}
