import type { Engine } from '#engine';
import {
  labelsKey,
  readingsOf,
  windowAround,
  type Matcher,
  type ProfileType,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import type { CallOptions, FetchedProfile, ProfileSource } from '#sources';
import type { PprofFile } from '../shell/DownloadPprof';
import { pprofFileName, pprofOf } from '../state/queries/pprof-file';

export interface DownloadQuestion {
  readonly profileType: ProfileType;
  readonly matchers: readonly Matcher[];
  /** Where the newest profile is looked for. */
  readonly range: TimeRange;
  /** For the file's name. */
  readonly title: string;
}

/** The newest stored profile; undefined: there is none in the range. */
export async function fetchNewest(
  from: { readonly profiles: ProfileSource; readonly engine: Engine },
  question: DownloadQuestion,
  options: CallOptions,
): Promise<PprofFile | undefined> {
  const { profileType, matchers, range } = question;
  const [, stored = profileType] = readingsOf(profileType);
  const selector: Selector = { profileType: stored, matchers };
  const newest = await newestWindow(from.profiles, selector, { range, options });
  if (!newest) return undefined;
  const fetched = await from.profiles.fetchProfile(selector, newest, options);
  const scrape = newestOf(fetched.scrapes);
  if (!scrape) return undefined;
  const { timestamp } = scrape;
  const name = pprofFileName(question.title, { profileType, timestamp });
  return { name, bytes: await bytesOf(fetched, { profileType, scrape, engine: from.engine }) };
}

/** The end of a range is asked first: a whole range is much to load for one profile. */
async function newestWindow(
  profiles: ProfileSource,
  selector: Selector,
  { range, options }: { readonly range: TimeRange; readonly options: CallOptions },
): Promise<TimeRange | undefined> {
  const near = { start: Math.max(range.start, range.end - 2 * 60_000), end: range.end };
  for (const window of near.start === range.start ? [range] : [near, range]) {
    const { scrapes } = await profiles.fetchProfile(selector, window, options);
    const found = windowAround(scrapes, window.end);
    if (found) return found;
  }
  return undefined;
}

function newestOf(scrapes: readonly Scrape[]): Scrape | undefined {
  return scrapes.reduce<Scrape | undefined>(
    (newest, one) => (newest && newest.timestamp > one.timestamp ? newest : one),
    undefined,
  );
}

interface Making {
  readonly profileType: ProfileType;
  readonly scrape: Scrape;
  readonly engine: Engine;
}

/** As Parca sent it where that is the whole answer; else the sum of its parts, written anew. */
async function bytesOf({ parts, scrapes }: FetchedProfile, making: Making): Promise<Uint8Array> {
  const { profileType, scrape, engine } = making;
  const [only] = parts;
  const opened = await engine.open(parts);
  try {
    if (only && parts.length === 1 && only.weight === 1 && opened.noStack === 0) return only.pprof;
    const series = new Set(scrapes.map(({ labels }) => labelsKey(labels))).size;
    const { timestamp } = scrape;
    const duration = series === 1 ? scrape.duration : 0n;
    return await pprofOf(engine, opened.handle, { profileType, timestamp, duration });
  } finally {
    engine.release(opened.handle);
  }
}
