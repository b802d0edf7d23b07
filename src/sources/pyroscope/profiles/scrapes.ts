import {
  groupBySeries,
  nanosecondsFromMilliseconds,
  type Milliseconds,
  type Nanoseconds,
  type ProfileType,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import { mapConcurrently } from '../../scrapes/concurrently';
import { compareTimes, median, scrapeInterval } from '../../scrapes/intervals';
import { fetchLabelNames } from '../fetch-labels';
import { isGauge } from '../profile-types';
import type { PyroscopeClient } from '../protocol/pyroscope-client';
import { listByMillisecond, listPoints, type Point } from './listing';
import { fillParts, joinParts, namesOfParts } from './processes';

/** Names with dots that version 1 keeps back though it groups by them: what OpenTelemetry calls processes. */
const UNLISTED = [
  ...['k8s.namespace.name', 'k8s.pod.name', 'k8s.container.name', 'k8s.node.name'],
  ...['host.name', 'service.instance.id', 'process.pid', 'container.id'],
];

/** So far before a window is looked for another scrape of a series that has one in it. */
const LOOKBACK_MS = 5 * 60_000;

export interface ScrapesQuestion {
  readonly selector: Selector;
  readonly range: TimeRange;
  /** Also what is so much before the range; no grain of time is on both sides of its start. */
  readonly lookback?: Milliseconds;
  /** Labels of parts of profiles that stay; by others parts are added. */
  readonly keep?: readonly string[];
  /** Times to the millisecond, however long the range is. */
  readonly precisely?: boolean;
}

/**
 * Every stored profile in the range, in time order, one for each process and moment. No server tells how long a profile took: where it covers
 * time, the time to the next one of its process stands in, and after a gap or at the end the usual one.
 */
export async function fetchScrapes(
  client: PyroscopeClient,
  { selector, range, lookback = 0, keep = [], precisely = false }: ScrapesQuestion,
): Promise<readonly Scrape[]> {
  const named = { start: range.start - lookback, end: range.end };
  const listed = await namesOf(client, selector.profileType, named);
  const groupBy = [...new Set([...listed, ...UNLISTED, ...keep])];
  const before = { start: range.start - lookback, end: Math.ceil(range.start) - 1 };
  const list = precisely ? listByMillisecond : listPoints;
  const points = await mapConcurrently(lookback > 0 ? [before, range] : [range], (stretch) =>
    list(client, { selector, groupBy }, stretch),
  );
  const all = points.flat().map(scrapeOf);
  const parts = namesOfParts(all);
  const kept = parts.filter((name) => keep.includes(name));
  const joined = joinParts(
    all,
    parts.filter((name) => !kept.includes(name)),
  );
  const scrapes = fillParts(joined, kept).sort(compareTimes);
  if (isGauge(selector.profileType) || scrapes.length === 0) return scrapes;
  const usual =
    median(distancesOf(scrapes)) ?? (await lookBack(client, { selector, range }, groupBy));
  return withDurations(scrapes, usual);
}

/** Of all series of the type, so that what one selection asks is known of the next one. */
function namesOf(
  client: PyroscopeClient,
  profileType: ProfileType,
  range: TimeRange,
): Promise<readonly string[]> {
  const ask = () => fetchLabelNames(client, { profileType, matchers: [], range });
  return client.labelNames?.fetch(profileType, range, ask) ?? ask();
}

function scrapeOf({ labels, time, grain, value }: Point): Scrape {
  const timestamp = nanosecondsFromMilliseconds(time - grain + 1);
  return { labels, timestamp, duration: 0n, value, ...(grain > 1 && { grain }) };
}

/** The usual distance of profiles where a window has one of each series; 0 unknown. */
async function lookBack(
  client: PyroscopeClient,
  { selector, range }: ScrapesQuestion,
  groupBy: readonly string[],
): Promise<Nanoseconds> {
  const wider = { start: range.start - LOOKBACK_MS, end: range.end };
  const all = (await listPoints(client, { selector, groupBy }, wider)).map(scrapeOf);
  const scrapes = joinParts(all, namesOfParts(all)).sort(compareTimes);
  return nanosecondsFromMilliseconds(scrapeInterval(scrapes));
}

const distancesOf = (scrapes: readonly Scrape[]): readonly Nanoseconds[] =>
  groupBySeries(scrapes).flatMap((series) =>
    series.slice(1).map(({ timestamp }, i) => timestamp - series[i]!.timestamp),
  );

/** What is further than so many usual distances away does not follow: something is missing between. */
const GAP = 1.5;

function withDurations(scrapes: readonly Scrape[], usual: Nanoseconds): readonly Scrape[] {
  const spans = groupBySeries(scrapes).flatMap((series) => {
    const own = median(distancesOf(series)) ?? usual;
    return series.map((scrape, i): Scrape => {
      const next = series[i + 1];
      const distance = next && next.timestamp - scrape.timestamp;
      const follows = distance !== undefined && Number(distance) <= GAP * Number(own);
      return { ...scrape, duration: follows ? distance : own };
    });
  });
  return spans.sort(compareTimes);
}

/** Until when a range is final: a profile of the last interval is still being taken, and one that is over takes a second to be seen. */
export function settledEnd(
  range: TimeRange,
  now: Milliseconds,
  interval: Milliseconds,
): Milliseconds {
  if (interval === 0) return range.end;
  return Math.max(range.start, Math.min(range.end, now - interval - SEEN_AFTER_MS));
}

const SEEN_AFTER_MS = 1000;
