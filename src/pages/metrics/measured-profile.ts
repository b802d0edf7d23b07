import { millisecondsFromNanoseconds, rateUnit, type TimeRange } from '#series';
import type { LoadedProfile } from '../state/queries/queries';
import type { LatestQuery } from '../state/queries/use-latest-query';
import { measuredKindOf, type MeasuredProfile } from './profile-share';

/** What the shown profile says in all, to compare with a metric of the same. */
export function measuredOf(
  loaded: LatestQuery<LoadedProfile>,
  timeZone: string,
): MeasuredProfile | undefined {
  if (!loaded.data || loaded.stale) return undefined;
  const { selector, total, fetched, coverage } = loaded.data;
  const kind = measuredKindOf(selector.profileType);
  if (kind === undefined || fetched.scrapes.length === 0) return undefined;
  const value = kind !== 'cpu' ? total : total / 1e9 / coverage.seconds;
  const unit = rateUnit(selector.profileType);
  const window = rangeOf(fetched);
  return Number.isFinite(value) ? { kind, value, unit, window, timeZone } : undefined;
}

/** From the first profile to the end of the last one: a metric of before or after is of something else. */
function rangeOf({ range, scrapes, interval }: LoadedProfile['fetched']): TimeRange {
  // In time order.
  const [first, last] = [scrapes[0]!, scrapes.at(-1)!].map(({ timestamp }) =>
    millisecondsFromNanoseconds(timestamp),
  );
  return { start: Math.max(range.start, first!), end: Math.min(range.end, last! + interval) };
}
