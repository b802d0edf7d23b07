import {
  compileMatchers,
  kindOf,
  labelsKey,
  millisecondsFromNanoseconds,
  printProfileType,
  storedTypeOf,
  type ProfileType,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import { onlySeries, type CallOptions, type ProfileSource } from '#sources';
import type { ShownOnPage, ShownScrapes } from './shown-on-page';

/** A stored profile that has to be in the archive: whole, or its total alone. */
export interface StoredScrape {
  readonly scrape: Scrape;
  /** Of this scrape and no other one; undefined: its total is all that is shown. */
  readonly selector: Selector | undefined;
  /** Printed. */
  readonly type: string;
}

/** As long as rates are drawn from stored profiles; of more the server adds up. */
const LONGEST_LISTED_MS = 6 * 3_600_000;
/** How far before a range running totals are looked at. */
const LOOKBACK_MS = 5 * 60_000;

/**
 * Every stored profile that what is shown was made of, each once, in time order; those whose profiles are shown first. Of running totals these are the
 * totals themselves, which are asked for. `notes` say what is left out.
 */
export async function storedScrapes(
  source: ProfileSource,
  shown: Pick<ShownOnPage, 'profiles' | 'rates'>,
  options: CallOptions,
): Promise<{ readonly stored: readonly StoredScrape[]; readonly notes: readonly string[] }> {
  const found = new Map<string, StoredScrape>();
  const add = (one: StoredScrape) => {
    const key = `${one.type} ${one.scrape.timestamp} ${labelsKey(one.scrape.labels)}`;
    if (!found.has(key)) found.set(key, one);
  };
  for (const { selector, range, scrapes } of shown.profiles) {
    const listed = await listedOf(source, { selector, range, scrapes }, options);
    const names = [...new Set(listed.flatMap(({ labels }) => Object.keys(labels)))].sort();
    const stored = { ...selector, profileType: asStored(selector.profileType) };
    const type = savedType(selector.profileType);
    for (const scrape of listed)
      add({ scrape, type, selector: onlySeries(stored, scrape.labels, names) });
  }
  const notes: string[] = [];
  const whole = shown.profiles.map(({ selector, range }) => ({
    ...{ range, type: savedType(selector.profileType) },
    matches: compileMatchers(selector.matchers),
  }));
  for (const { selector, range } of shown.rates) {
    if (range.end - range.start > LONGEST_LISTED_MS) {
      notes.push('the timeline outside of the windows: it is of more than 6 hours');
      continue;
    }
    const type = savedType(selector.profileType);
    for (const scrape of await totalsIn(source, selector, range, options)) {
      // What came into a window after it was loaded is not of what is shown.
      const isIn = whole.some(
        (one) => one.type === type && contains(one.range, scrape) && one.matches(scrape.labels),
      );
      if (!isIn) add({ scrape, type, selector: undefined });
    }
  }
  return { stored: [...found.values()], notes: [...new Set(notes)] };
}

/** How the archive calls it. Of what is counted Parca would make time, which its replay does too, unless its period has no unit. */
export function savedType(type: ProfileType): string {
  const stored = storedTypeOf(type);
  return printProfileType(type.counted ? { ...stored, periodUnit: '' } : stored);
}

/** A running total as the state that is stored. */
function asStored(type: ProfileType): ProfileType {
  return kindOf(type) === 'counter' ? { ...type, runningTotal: true } : type;
}

/** Increases lie between stored profiles: of these, all from where the first one begins. */
async function listedOf(
  source: ProfileSource,
  { selector, range, scrapes }: ShownScrapes,
  options: CallOptions,
): Promise<readonly Scrape[]> {
  const [first] = scrapes;
  const isCounter = kindOf(selector.profileType) === 'counter';
  if (!isCounter && scrapes.some(({ total }) => total !== undefined))
    throw new Error(
      'what this server was sent as running totals cannot be saved from a page; parcascope record keeps it',
    );
  if (!isCounter || !first) return scrapes;
  const from = scrapes.reduce(
    (earliest, { timestamp }) => (timestamp < earliest ? timestamp : earliest),
    first.timestamp,
  );
  const start = Math.min(range.start, Math.floor(millisecondsFromNanoseconds(from)));
  const totals = { ...selector, profileType: asStored(selector.profileType) };
  return (await source.fetchScrapes(totals, { ...range, start }, options)).scrapes;
}

async function totalsIn(
  source: ProfileSource,
  { profileType, matchers }: Selector,
  range: TimeRange,
  options: CallOptions,
): Promise<readonly Scrape[]> {
  const isCounter = kindOf(profileType) === 'counter';
  const selector = { profileType: asStored(profileType), matchers };
  const wider = isCounter ? { ...range, start: range.start - LOOKBACK_MS } : range;
  return (await source.fetchScrapes(selector, wider, options)).scrapes;
}

function contains({ start, end }: TimeRange, { timestamp }: Scrape): boolean {
  const time = millisecondsFromNanoseconds(timestamp);
  return time >= start && time <= end;
}
