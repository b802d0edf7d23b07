import type { Milliseconds, Target } from '#series';
import type { Activity } from './activity-index';
import { isFresh, isOverdue, type Clock } from './freshness';
import { failureKindOf } from './scrape-failure';
import type { ProfileState, ProfileStatus } from './target-row';

export interface ScrapedProfile {
  readonly target: Target;
  readonly activity: Activity;
  readonly interval: Milliseconds | undefined;
}

export function scrapedStatus(profile: ScrapedProfile, clock: Clock): ProfileStatus {
  const { target, activity } = profile;
  const bad = target.health === 'bad';
  const failure = bad ? failureKindOf(target.lastError) : undefined;
  const state = bad ? (failure === 'empty' ? 'empty' : 'failing') : quietState(profile, clock);
  return {
    name: target.profileName,
    state,
    target,
    error: bad ? target.lastError : '',
    failure,
    profileTypes: activity.profileTypes,
    lastSeen: activity.lastSeen,
    seenWithin: activity.resolution,
  };
}

/** The state of a profile whose scrapes do not fail. */
function quietState({ target, activity, interval }: ScrapedProfile, clock: Clock): ProfileState {
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

/** A profile that comes without a scrape. `pushError`: the server's words of a failing push, '' when there are none. */
export function pushedStatus(
  { name, activity, pushError }: { name: string; activity: Activity; pushError: string },
  clock: Clock,
): ProfileStatus {
  const { lastSeen, resolution, profileTypes } = activity;
  const fresh = lastSeen !== undefined && isFresh({ lastSeen, resolution }, clock);
  const fails = !fresh && pushError !== '';
  return {
    name,
    state: fresh ? 'profiling' : fails ? 'failing' : 'stale',
    target: undefined,
    error: fails ? pushError : '',
    failure: fails ? failureKindOf(pushError) : undefined,
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
