import { TargetsRequest_State, TargetsResponse } from '@parca/client';
import { decodePprof, ProfileError } from '#profile';
import {
  parseProfileType,
  printNanoseconds,
  printProfileType,
  type Labels,
  type Matcher,
  type Nanoseconds,
  type TimeRange,
} from '#series';
import {
  fetchPprof,
  fetchProfileTypes,
  fetchScrapes,
  fetchTotal,
  onlySeries,
  PARCA_METHODS,
  SourceError,
  type ParcaClient,
} from '#sources';

/** One stored profile of one series, to be fetched. */
export interface ScrapeToFetch {
  readonly type: string;
  readonly labels: Labels;
  readonly timestamp: Nanoseconds;
  readonly duration: Nanoseconds;
  /** What Parca counts in all; undefined where its list does not tell exactly. */
  readonly total: bigint | undefined;
}

export interface FetchedScrape {
  readonly pprof: Uint8Array;
  readonly value: bigint;
  readonly noStackValue: bigint;
}

/** Printed types with profiles in the range. */
export async function listTypes(client: ParcaClient, range: TimeRange): Promise<readonly string[]> {
  return (await fetchProfileTypes(client, range)).map(printProfileType);
}

export interface ListQuestion {
  readonly type: string;
  readonly matchers: readonly Matcher[];
  readonly range: TimeRange;
}

/**
 * Every stored profile to the nanosecond, in time order. Of a gauge that Parca has stored in two parts its list tells one (`count`
 * is above 1 then), and a total past 2^53 is rounded there.
 */
export async function listScrapes(
  client: ParcaClient,
  { type, matchers, range }: ListQuestion,
): Promise<readonly ScrapeToFetch[]> {
  const profileType = parseProfileType(type);
  const scrapes = await fetchScrapes(client, { profileType, matchers }, range);
  return scrapes.map(({ labels, timestamp, duration, value, count }) => {
    const exact = (profileType.delta || count <= 1) && Number.isSafeInteger(value);
    return { type, labels, timestamp, duration, total: exact ? BigInt(value) : undefined };
  });
}

/** The bytes of one stored profile as Parca has them; `labelNames` are those of all series, to leave the others out. */
export async function fetchScrape(
  client: ParcaClient,
  { type, labels, timestamp, total }: ScrapeToFetch,
  labelNames: readonly string[],
): Promise<FetchedScrape> {
  const selector = { profileType: parseProfileType(type), matchers: [] };
  const series = onlySeries(selector, labels, labelNames);
  const span = { start: timestamp, end: timestamp };
  const pprof = await fetchPprof(client, series, span);
  const when = `the profile of ${printNanoseconds(timestamp)}`;
  if (pprof.length === 0)
    throw new SourceError({ kind: 'notFound', source: 'Parca', detail: `${when} is gone` });
  const value = sumOf(pprof, when);
  return {
    pprof,
    value,
    noStackValue: (total ?? (await fetchTotal(client, series, span))) - value,
  };
}

function sumOf(pprof: Uint8Array, when: string): bigint {
  try {
    return decodePprof(pprof).sum;
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    const detail = `${when}: ${error.message}`;
    throw new SourceError({ kind: 'malformed', source: 'Parca', detail });
  }
}

/** What Parca scrapes and what it dropped, as proto3 JSON. */
export async function fetchTargetsJson(client: ParcaClient): Promise<string> {
  const state = TargetsRequest_State.ANY_UNSPECIFIED;
  const answer = await client.call(PARCA_METHODS.targets, { state });
  return TargetsResponse.toJsonString(answer ?? TargetsResponse.create());
}
