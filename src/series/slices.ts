import { coverageOf, type CoveredProfile } from './coverage';
import { groupBy } from './group-by';
import { isOfFile } from './labels/file-label';
import { labelsKey } from './labels/labels';
import type { Scrape } from './labels/series';
import {
  millisecondsFromNanoseconds,
  type Milliseconds,
  type Seconds,
  type TimeRange,
} from './time/time';

/** Some of a window's scrapes, whose own profile is one value of a sample. */
export interface Slice {
  /** From the start of its first scrape to the end of its last one, in whole milliseconds around them. */
  readonly range: TimeRange;
  /** What its scrapes cover, as `coverageOf` counts it. */
  readonly seconds: Seconds;
  /** In time order; none of another slice lies between them. */
  readonly scrapes: readonly Scrape[];
}

/**
 * The scrapes of a profile, one slice for each time, up to `limit`; of more times, as many in each slice, give or take one. What several
 * series scrape within one interval is of one time, but each file is a slice:
 *
 *     a/0   |       |               |
 *     a/1      |       |       |       |
 *            1       2       3      4        a/0 has missed the third
 */
export function planSlices(profile: CoveredProfile, limit: number): readonly Slice[] {
  const times = timesOf(profile.scrapes, profile.interval);
  const count = Math.min(limit, times.length);
  const edge = (i: number) => Math.floor((i * times.length) / count);
  return Array.from({ length: count }, (_, i): Slice => {
    const scrapes = times.slice(edge(i), edge(i + 1)).flat();
    const range = extentOf(scrapes);
    return { range, scrapes, seconds: coverageOf({ ...profile, scrapes, range }).seconds };
  });
}

/** A new time begins with a scrape of a series that the time already has, or an interval after its first one; not between equal moments. */
function timesOf(scrapes: readonly Scrape[], interval: Milliseconds): readonly Scrape[][] {
  const times: { readonly scrapes: Scrape[]; readonly series: Set<string> }[] = [];
  const moments = [
    ...groupBy(scrapes, (scrape) => (isOfFile(scrape.labels) ? scrape : scrape.timestamp)).values(),
  ];
  for (const moment of moments.sort((a, b) => (a[0]!.timestamp < b[0]!.timestamp ? -1 : 1))) {
    const keys = moment.map(({ labels }) => labelsKey(labels));
    const last = times.at(-1);
    const isLate = last && msBetween(last.scrapes[0]!, moment[0]!) >= interval;
    if (!last || isLate || isOfFile(moment[0]!.labels) || keys.some((key) => last.series.has(key)))
      times.push({ scrapes: [...moment], series: new Set(keys) });
    else {
      for (const scrape of moment) last.scrapes.push(scrape);
      keys.forEach((key) => last.series.add(key));
    }
  }
  return times.map((time) => time.scrapes);
}

const msBetween = (from: Scrape, to: Scrape): Milliseconds =>
  Number(to.timestamp - from.timestamp) / 1e6;

function extentOf(scrapes: readonly Scrape[]): TimeRange {
  const ends = scrapes.map(
    ({ timestamp, duration, grain = 1 }) => timestamp + duration + BigInt(grain - 1) * 1_000_000n,
  );
  const end = ends.reduce((latest, one) => (one > latest ? one : latest));
  return {
    start: millisecondsFromNanoseconds(scrapes[0]!.timestamp),
    end: millisecondsFromNanoseconds(end) + 1,
  };
}
