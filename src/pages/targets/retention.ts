import type { Milliseconds, ProfileType, Selector } from '#series';
import type { CallOptions, ProfileSource } from '#sources';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer than anybody keeps profiles. */
const FURTHEST_DAYS = 400;

/** When the oldest profile of one type was taken, to the hour. */
export interface Oldest {
  readonly time: Milliseconds;
  readonly resolution: Milliseconds;
}

/** Two questions of one series each: which day, then which hour of it. undefined: there is no profile. */
export async function fetchOldest(
  profiles: ProfileSource,
  { profileType, end }: { readonly profileType: ProfileType; readonly end: Milliseconds },
  options: CallOptions,
): Promise<Oldest | undefined> {
  const selector: Selector = { profileType, matchers: [] };
  const first = async (start: Milliseconds, until: Milliseconds, step: Milliseconds) => {
    const range = { start, end: until };
    const asked = { selector, range, step, sumBy: [], from: 'buckets' } as const;
    const [series] = await profiles.fetchSeries(asked, options);
    const at = series?.values.findIndex((value) => value !== null) ?? -1;
    return at < 0 ? undefined : Math.max(start, series!.times[at]!);
  };
  const day = await first(end - FURTHEST_DAYS * DAY_MS, end, DAY_MS);
  if (day === undefined) return undefined;
  const hour = await first(day, Math.min(end, day + DAY_MS), HOUR_MS);
  return hour === undefined
    ? { time: day, resolution: DAY_MS }
    : { time: hour, resolution: HOUR_MS };
}
