import type { Milliseconds, Selector, TimeRange } from '#series';
import type { FetchedProfile, FetchedScrapes } from '../../ports';
import { mapConcurrently } from '../../scrapes/concurrently';
import { compareTimes, scrapeInterval } from '../../scrapes/intervals';
import { increaseIn, increaseNotices } from '../../scrapes/increase-in-window';
import { endsOf, planRuns } from '../../scrapes/merge-plan';
import { fetchRuns } from './merge-runs';
import type { ParcaClient } from '../protocol/parca-client';
import { fetchScrapes, partialOf, refetchPartialSamples } from './scrapes';
import type { WireScrape } from '../protocol/wire';

/** Prometheus looks as far back for the last sample. */
const LOOKBACK_MS = 5 * 60_000;

/** A selector that Parca answers rightly, and its running totals from `LOOKBACK_MS` before the window on. */
interface Totals {
  readonly selector: Selector;
  readonly scrapes: readonly WireScrape[];
  /** Those that are told whole: a part looks like a restart. */
  readonly whole: readonly WireScrape[];
}

/**
 * What running totals grew by in a range: of each series the profile at its end without the one at its start, and at each restart the whole
 * profile before it.
 */
export async function fetchIncrease(
  client: ParcaClient,
  selectors: readonly Selector[],
  range: TimeRange,
): Promise<FetchedProfile> {
  const { listed, increases, ...account } = await listIncreases(client, selectors, range);
  const runs = listed.flatMap(({ selector, scrapes }, i) =>
    planRuns(selector, endsOf(increases[i]!.scrapes, scrapes)),
  );
  return { ...account, parts: await fetchRuns(client, runs) };
}

/** The increases alone. */
export async function fetchIncreases(
  client: ParcaClient,
  selectors: readonly Selector[],
  range: TimeRange,
): Promise<FetchedScrapes> {
  const { scrapes, interval, notices } = await listIncreases(client, selectors, range);
  return { scrapes, range, interval, notices };
}

async function listIncreases(
  client: ParcaClient,
  selectors: readonly Selector[],
  range: TimeRange,
) {
  const listed = await mapConcurrently(selectors, (selector) =>
    fetchTotals(client, selector, range),
  );
  const interval = scrapeInterval(listed.flatMap(({ whole }) => whole));
  const increases = listed.map(({ whole }) => increaseIn(whole, { range, interval }));
  return {
    listed,
    increases,
    range,
    scrapes: increases.flatMap(({ scrapes }) => scrapes).sort(compareTimes),
    interval,
    notices: increaseNotices(increases),
  };
}

/** What is not a sum over time, of a range and of what is before it, each scrape whole. */
export async function fetchTotals(
  client: ParcaClient,
  selector: Selector,
  range: TimeRange,
  lookback: Milliseconds = LOOKBACK_MS,
): Promise<Totals> {
  const wider = { start: range.start - lookback, end: range.end };
  const listed = await fetchScrapes(client, selector, wider);
  const refetched = await refetchPartialSamples(client, selector, listed);
  const partial = new Set(partialOf(selector, listed));
  const scrapes = listed.map((one) => refetched.get(one) ?? one);
  return { selector, scrapes, whole: scrapes.filter((one) => !partial.has(one)) };
}
