import { TargetsRequest_State, TargetsResponse } from '@parca/client';
import {
  groupBySeries,
  printNanoseconds,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import { labelNamesOf, onlySeries } from '../../scrapes/merge-plan';
import { PROFILE_SERVERS } from '../../ports';
import type { ProfileStore, StoredPprof, StoredProfile } from '../../profile-store';
import { SourceError } from '../../source-error';
import { fetchProfileTypes } from '../fetch-labels';
import { METHODS, ParcaClient, type ParcaClientOptions } from '../protocol/parca-client';
import { fetchPprof, fetchTotal } from './merge';
import { fetchScrapes } from './scrapes';

/** What a Parca has stored, to the nanosecond. */
export function createParcaStore(server: ParcaClientOptions): ProfileStore {
  const client = new ParcaClient(server);
  return {
    server: PROFILE_SERVERS.Parca,
    fetchProfileTypes: (range) => fetchProfileTypes(client, range),
    listProfiles: (selector, range) => listProfiles(client, selector, range),
    fetchStored: (profile) => fetchStored(client, profile),
    fetchTargetsJson: () => fetchTargetsJson(client),
  };
}

/** Of a gauge that Parca has stored in two parts its list tells one (`count` is above 1 then), and a total past 2^53 is rounded there. */
async function listProfiles(
  client: ParcaClient,
  selector: Selector,
  range: TimeRange,
): Promise<readonly StoredProfile[]> {
  const { profileType: type } = selector;
  const scrapes = await fetchScrapes(client, selector, range);
  const series = seriesOf({ profileType: type, matchers: [] }, scrapes);
  return scrapes.map((scrape) => {
    const { labels, timestamp, duration, value, count } = scrape;
    const exact = (type.delta || count <= 1) && Number.isSafeInteger(value);
    const total = exact ? BigInt(value) : undefined;
    return { type, labels, timestamp, duration, series: series.get(scrape)!, total };
  });
}

/** Of each scrape the selector that takes its series alone. */
function seriesOf(selector: Selector, scrapes: readonly Scrape[]): ReadonlyMap<Scrape, Selector> {
  const names = labelNamesOf(scrapes);
  return new Map(
    groupBySeries(scrapes).flatMap((series) => {
      const only = onlySeries(selector, series[0]!.labels, names);
      return series.map((scrape) => [scrape, only] as const);
    }),
  );
}

async function fetchStored(
  client: ParcaClient,
  { series, timestamp, total }: StoredProfile,
): Promise<StoredPprof> {
  const span = { start: timestamp, end: timestamp };
  const pprof = await fetchPprof(client, series, span);
  if (pprof.length === 0) {
    const detail = `the profile of ${printNanoseconds(timestamp)} is gone`;
    throw new SourceError({ kind: 'notFound', source: 'Parca', detail });
  }
  return { pprof, total: total ?? (await fetchTotal(client, series, span)) };
}

async function fetchTargetsJson(client: ParcaClient): Promise<string> {
  const state = TargetsRequest_State.ANY_UNSPECIFIED;
  const answer = await client.call(METHODS.targets, { state });
  return TargetsResponse.toJsonString(answer ?? TargetsResponse.create());
}
