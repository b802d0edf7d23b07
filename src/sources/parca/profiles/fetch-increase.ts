import {
  groupBySeries,
  increasesOf,
  nanosecondsFromMilliseconds,
  type Milliseconds,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import type { FetchedProfile, FetchedScrapes } from '../../ports';
import { mapConcurrently } from '../../scrapes/concurrently';
import { compareTimes, scrapeInterval } from '../../scrapes/intervals';
import { endsOf, planRuns } from '../../scrapes/merge-plan';
import { fetchRuns } from './merge-runs';
import type { ParcaClient } from '../protocol/parca-client';
import { fetchScrapes, partialOf, refetchPartialSamples } from './scrapes';
import type { WireScrape } from '../protocol/wire';

/** Prometheus looks as far back for the last sample. */
const LOOKBACK_MS = 5 * 60_000;
/** A scrape before the window is taken for the one before its first only when it is as near as that. */
const MOST_INTERVALS = 3;

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
    notices: noticesOf(increases),
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

interface Increase {
  readonly scrapes: readonly Scrape[];
  /** Series of which one scrape is in the window: with one before it, and without. */
  readonly reached: number;
  readonly lone: number;
  readonly restarts: number;
}

function increaseIn(
  totals: readonly WireScrape[],
  { range, interval }: { readonly range: TimeRange; readonly interval: Milliseconds },
): Increase {
  const from = nanosecondsFromMilliseconds(range.start);
  const scrapes: Scrape[] = [];
  let [reached, lone, restarts] = [0, 0, 0];
  for (const series of groupBySeries(totals)) {
    const first = series.findIndex(({ timestamp }) => timestamp >= from);
    if (first < 0) continue;
    const isAlone = first === series.length - 1;
    const before = isAlone ? nearBefore(series, first, interval) : undefined;
    if (before) reached++;
    else if (isAlone) lone++;
    const used = before ? [before, series[first]!] : series.slice(first);
    restarts += used.filter((one, i) => i > 0 && one.value < used[i - 1]!.value).length;
    for (const increase of increasesOf(used)) scrapes.push(increase);
  }
  return { scrapes, reached, lone, restarts };
}

function nearBefore(
  series: readonly WireScrape[],
  at: number,
  interval: Milliseconds,
): WireScrape | undefined {
  const before = series[at - 1];
  const distance = before ? Number(series[at]!.timestamp - before.timestamp) / 1e6 : Infinity;
  return distance <= MOST_INTERVALS * interval ? before : undefined;
}

function noticesOf(increases: readonly Increase[]): readonly string[] {
  const sum = (key: 'reached' | 'lone' | 'restarts') =>
    increases.reduce((all, one) => all + one[key], 0);
  const [reached, lone, restarts] = [sum('reached'), sum('lone'), sum('restarts')];
  return [
    ...(reached > 0
      ? [`${reached} series with one scrape in the window: counted since the scrape before it.`]
      : []),
    ...(lone > 0
      ? [`${lone} series left out: one scrape cannot tell what was added, two can.`]
      : []),
    ...(restarts > 0
      ? [
          `${restarts} restart${restarts === 1 ? '' : 's'} in the window: a new process counts from 0.`,
        ]
      : []),
  ];
}
