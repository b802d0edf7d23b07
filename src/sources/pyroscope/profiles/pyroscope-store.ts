import {
  groupBySeries,
  millisecondsFromNanoseconds,
  printNanoseconds,
  type ProfileType,
  type Selector,
  type TimeRange,
} from '#series';
import { PROFILE_SERVERS } from '../../ports';
import type { ProfileStore, StoredPprof, StoredProfile } from '../../profile-store';
import { compareTimes } from '../../scrapes/intervals';
import { labelNamesOf, onlySeries } from '../../scrapes/merge-plan';
import { SourceError } from '../../source-error';
import { fetchProfileTypes } from '../fetch-labels';
import { isGauge, mayRunOn } from '../profile-types';
import { PYROSCOPE } from '../protocol/failure';
import { PyroscopeClient, type PyroscopeClientOptions } from '../protocol/pyroscope-client';
import { fetchPprof } from './merges';
import { runningTotalsOf } from './running-totals';
import { fetchScrapes } from './scrapes';

/** What a Pyroscope has stored, one for each process and moment: parts with labels of their own are added, as in every answer. */
export function createPyroscopeStore(server: PyroscopeClientOptions): ProfileStore {
  const client = new PyroscopeClient(server);
  return {
    server: PROFILE_SERVERS.Pyroscope,
    fetchProfileTypes: (range) => fetchProfileTypes(client, range),
    listProfiles: (selector, range) => listProfiles(client, selector, range),
    fetchStored: (profile) => fetchStored(client, profile),
    fetchTargetsJson: async () => undefined,
  };
}

async function listProfiles(
  client: PyroscopeClient,
  selector: Selector,
  range: TimeRange,
): Promise<readonly StoredProfile[]> {
  const { profileType } = selector;
  const scrapes = await fetchScrapes(client, { selector, range, precisely: true });
  const names = labelNamesOf(scrapes);
  const running = new Set(mayRunOn(profileType) ? runningTotalsOf(scrapes).flat() : []);
  const profiles = groupBySeries(scrapes).flatMap((ofSeries) => {
    const runsOn = running.has(ofSeries[0]!);
    const type = kept(profileType, runsOn);
    const series = onlySeries(selector, ofSeries[0]!.labels, names);
    return ofSeries.map(({ labels, timestamp, duration, value }): StoredProfile => ({
      ...{ type, labels, timestamp, duration: type.delta ? duration : 0n, series },
      total: Number.isSafeInteger(value) ? BigInt(value) : undefined,
    }));
  });
  return profiles.sort(compareTimes);
}

/** Names in an archive are Parca's: without `delta` a running total is one, and a count of samples without a period's unit stays a count. */
function kept(type: ProfileType, runsOn: boolean): ProfileType {
  const { name, sampleType, sampleUnit, periodType } = type;
  const periodUnit = type.counted ? '' : type.periodUnit;
  return {
    ...{ name, sampleType, sampleUnit, periodType, periodUnit },
    delta: !runsOn && !isGauge(type),
  };
}

async function fetchStored(
  client: PyroscopeClient,
  { series, timestamp, total }: StoredProfile,
): Promise<StoredPprof> {
  const start = millisecondsFromNanoseconds(timestamp);
  const pprof = await fetchPprof(client, series, { start, end: start + 1 });
  if (pprof.length > 0 || total !== undefined) return { pprof, total };
  const detail = `the profile of ${printNanoseconds(timestamp)} is gone`;
  throw new SourceError({ kind: 'notFound', source: PYROSCOPE, detail });
}
