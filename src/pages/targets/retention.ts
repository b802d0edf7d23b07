import type { Milliseconds, ProfileType, Selector } from '#series';
import type { CallOptions, ProfileSource } from '#sources';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Longer than anybody keeps profiles. */
const FURTHEST_DAYS = 400;

/** When the oldest profile of one type was taken, to the minute where that is known. */
export interface Oldest {
  readonly time: Milliseconds;
  readonly resolution: Milliseconds;
}

/** Three questions of one series each: which day, which hour of it, which minute of that. undefined: there is no profile. */
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
  let time: Milliseconds | undefined = end - FURTHEST_DAYS * DAY_MS;
  let until = end;
  let oldest: Oldest | undefined;
  for (const resolution of [DAY_MS, HOUR_MS, MINUTE_MS]) {
    time = await first(time, until, resolution);
    if (time === undefined) return oldest;
    oldest = { time, resolution };
    until = Math.min(end, time + resolution);
  }
  return oldest;
}
