import type { Milliseconds } from '#series';
import { dedupeRequests } from '../transport/dedupe-requests';
import {
  PROFILE_SERVERS,
  type CallOptions,
  type FetchedProfile,
  type ProfileSource,
} from '../ports';
import {
  fetchLabelNames,
  fetchLabelSets,
  fetchLabelSetsOfTypes,
  fetchLabelValues,
  fetchProfileTypes,
} from './fetch-labels';
import { fetchSeries } from './fetch-series';
import { fetchListed, fetchProfile, fetchSlice } from './profiles/fetch-profile';
import { LabelNames } from './label-names';
import { PyroscopeClient, type PyroscopeClientOptions } from './protocol/pyroscope-client';

export interface PyroscopeSourceOptions extends Omit<
  PyroscopeClientOptions,
  'signal' | 'labelNames'
> {
  readonly now: () => Milliseconds;
}

/**
 * A Grafana Pyroscope (1.x or 2.x) over Connect: https://github.com/grafana/pyroscope/tree/main/api/querier/v1. What it answers wrongly is put
 * right or never asked; only questions are sent. It is told profiles and asks nobody, so it knows no targets and no agents.
 */
export function createPyroscopeSource({ now, ...server }: PyroscopeSourceOptions): ProfileSource {
  // A chart and a profile of one page list the same scrapes, and names for them.
  const transport = dedupeRequests(server.transport);
  const client = new PyroscopeClient({ ...server, transport, labelNames: new LabelNames(now) });
  const cancelledBy = (options?: CallOptions) => client.withSignal(options?.signal);
  return {
    server: PROFILE_SERVERS.Pyroscope,
    fetchProfileTypes: (range, options) => fetchProfileTypes(cancelledBy(options), range),
    fetchLabelNames: (question, options) => fetchLabelNames(cancelledBy(options), question),
    fetchLabelValues: (name, question, options) =>
      fetchLabelValues(cancelledBy(options), name, question),
    fetchSeries: (question, options) => fetchSeries(cancelledBy(options), question),
    fetchLabelSets: (selector, range, by, options) =>
      fetchLabelSets(cancelledBy(options), selector, { range, by }),
    fetchLabelSetsOfTypes: (range, by, options) =>
      fetchLabelSetsOfTypes(cancelledBy(options), range, by),
    fetchProfile: (selector, range, options) =>
      fetchProfile(cancelledBy(options), { selector, range, now: now() }),
    fetchScrapes: (selector, range, options) =>
      fetchListed(cancelledBy(options), { selector, range, now: now() }),
    fetchSlice: (selector, scrapes, options) => fetchSlice(cancelledBy(options), selector, scrapes),
    fetchSlices: async (selector, { groups }, options) => {
      const fetched: FetchedProfile[] = [];
      // One after the other: whoever asks for slices asks for several of them at once.
      for (const { matchers, scrapes } of groups) {
        const own = { ...selector, matchers: [...selector.matchers, ...matchers] };
        fetched.push(await fetchSlice(cancelledBy(options), own, scrapes));
      }
      return fetched;
    },
    fetchTargets: async () => [],
    fetchAgents: async () => [],
  };
}
