import type { Milliseconds, Target, TimeRange } from '#series';
import type { Activity } from './activity-index';
import { failureKindOf } from './scrape-failure';
import type { ProfileState, ProfileStatus, Seen } from './target-row';

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
function isOverdue(
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

interface StoredOf {
  readonly activity: Activity;
  readonly interval: Milliseconds | undefined;
}

/** A profile that Parca scrapes, with what is stored of it. */
export function scrapedStatus(target: Target, stored: StoredOf, clock: Clock): ProfileStatus {
  const { activity } = stored;
  const bad = target.health === 'bad';
  const failure = bad ? failureKindOf(target.lastError ?? '') : undefined;
  const state = bad
    ? failure === 'empty'
      ? 'empty'
      : 'failing'
    : quietState(target, stored, clock);
  return {
    name: target.profileName,
    state,
    target,
    error: bad ? target.lastError : undefined,
    failure,
    profileTypes: activity.profileTypes,
    lastSeen: activity.lastSeen,
    seenWithin: activity.resolution,
  };
}

/** The state of a profile whose scrapes do not fail. */
function quietState(target: Target, { activity, interval }: StoredOf, clock: Clock): ProfileState {
  if (target.lastScrape === undefined) return unscrapedState(activity, clock);
  if (isOverdue(target, interval, clock.now)) return 'stale';
  return activity.known && activity.lastSeen === undefined ? 'empty' : 'profiling';
}

/** A reload of Parca's configuration forgets past scrapes; what is stored remembers them. */
function unscrapedState(activity: Activity, clock: Clock): ProfileState {
  const { lastSeen, resolution } = activity;
  if (lastSeen === undefined) return 'neverScraped';
  return isFresh({ lastSeen, resolution }, clock) ? 'profiling' : 'stale';
}

/** A profile that comes without a scrape. `pushError`: the server's words of a failing push. */
export function pushedStatus(
  {
    name,
    activity,
    pushError,
  }: { name: string; activity: Activity; pushError: string | undefined },
  clock: Clock,
): ProfileStatus {
  const { lastSeen, resolution, profileTypes } = activity;
  const fresh = lastSeen !== undefined && isFresh({ lastSeen, resolution }, clock);
  const error = fresh ? undefined : pushError;
  return {
    name,
    state: fresh ? 'profiling' : error !== undefined ? 'failing' : 'stale',
    target: undefined,
    error,
    failure: error === undefined ? undefined : failureKindOf(error),
    profileTypes,
    lastSeen,
    seenWithin: resolution,
  };
}

const IN_ORDER: readonly ProfileState[] = [
  'failing',
  'profiling',
  'stale',
  'empty',
  'neverScraped',
];

/**
 * What its profiles say of a row. A failure is never hidden behind what works; but what works hides what is empty or old, since an idle
 * process has no CPU profile and many a program no mutex profile. What was scraped for one profile is not called never scraped.
 */
export function stateOfProfiles(profiles: readonly ProfileStatus[]): ProfileState {
  return IN_ORDER.find((state) => profiles.some((profile) => profile.state === state)) ?? 'empty';
}
