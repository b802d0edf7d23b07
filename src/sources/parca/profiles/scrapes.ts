import type { Nanoseconds, Selector, TimeRange } from '#series';
import { METHODS, type ParcaClient } from '../protocol/parca-client';
import { LabelNames } from '../label-names';
import { mapConcurrently } from '../../scrapes/concurrently';
import { labelNamesOf, onlySeries } from '../../scrapes/merge-plan';
import { fetchTotal } from './merge';
import {
  decodeSeries,
  encodeNanoseconds,
  printQuery,
  spanOf,
  type WireScrape,
} from '../protocol/wire';

/** With a bucket of one nanosecond every stored profile is an answer of its own, with its exact time and duration. */
export const EXACT_STEP: Nanoseconds = 1n;

export interface RangeQuestion {
  readonly selector: Selector;
  readonly range: TimeRange;
  readonly step: Nanoseconds;
  /** Parca ignores it for types that are not delta. */
  readonly sumBy: readonly string[];
}

/** A QueryRange, flat and in time order; no data is an empty list. */
export async function fetchRange(
  client: ParcaClient,
  { selector, range, step, sumBy }: RangeQuestion,
): Promise<readonly WireScrape[]> {
  const span = spanOf(range);
  const answer = await client.call(METHODS.queryRange, {
    query: printQuery(selector),
    start: encodeNanoseconds(span.start),
    end: encodeNanoseconds(span.end),
    step: encodeNanoseconds(step),
    limit: 0,
    sumBy: [...sumBy],
  });
  const scrapes = answer ? decodeSeries(answer).flat() : [];
  return scrapes.sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
}

/** Every stored profile in the range, in time order, with all its labels. */
export async function fetchScrapes(
  client: ParcaClient,
  selector: Selector,
  range: TimeRange,
  labelNames = new LabelNames(client),
): Promise<readonly WireScrape[]> {
  const asked = { selector, range, step: EXACT_STEP };
  // Parca lists what does not cover time with all its labels anyway.
  if (!selector.profileType.delta) return fetchRange(client, { ...asked, sumBy: [] });
  const guess = labelNames.known;
  const [names, scrapes] = await Promise.all([
    labelNames.fetchCovering(selector.profileType, range, client.signal),
    fetchRange(client, { ...asked, sumBy: guess }),
  ]);
  const isRight = names.every((name) => guess.includes(name));
  return isRight ? scrapes : fetchRange(client, { ...asked, sumBy: names });
}

/** Each costs one query. */
const MOST_REFETCHES = 32;

/**
 * Of a scrape that it has stored in two places, Parca's QueryRange tells one part, at random, for types that are not delta; two
 * answers within one nanosecond are the sign.
 */
function splitOf({ profileType }: Selector, scrapes: readonly WireScrape[]): readonly WireScrape[] {
  return profileType.delta ? [] : scrapes.filter(({ count }) => count > 1);
}

/** Scrapes whose value stays a part: there are too many of them to ask. */
export function partialOf(
  selector: Selector,
  scrapes: readonly WireScrape[],
): readonly WireScrape[] {
  return splitOf(selector, scrapes).slice(MOST_REFETCHES);
}

/** Merges are always right, so the value of a split scrape is asked again as a merge's total: for each such scrape the whole one. */
export async function refetchPartialSamples(
  client: ParcaClient,
  selector: Selector,
  scrapes: readonly WireScrape[],
): Promise<ReadonlyMap<WireScrape, WireScrape>> {
  const split = splitOf(selector, scrapes).slice(0, MOST_REFETCHES);
  const names = labelNamesOf(scrapes);
  const whole = await mapConcurrently(split, async (scrape) => {
    const { labels, timestamp } = scrape;
    const series = onlySeries(selector, labels, names);
    const total = await fetchTotal(client, series, { start: timestamp, end: timestamp });
    return [scrape, { ...scrape, value: Number(total), count: 1 }] as const;
  });
  return new Map(whole);
}
