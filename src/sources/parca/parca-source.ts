import type { Milliseconds } from '#series';
import { dedupeRequests } from '../transport/dedupe-requests';
import {
  PROFILE_SERVERS,
  type CallOptions,
  type ProfileServer,
  type ProfileSource,
} from '../ports';
import {
  fetchLabelNames,
  fetchLabelSets,
  fetchLabelValues,
  fetchProfileTypes,
} from './fetch-labels';
import { fetchListed, fetchProfile } from './profiles/fetch-profile';
import { fetchSeries } from './fetch-series';
import { fetchSlice } from './profiles/fetch-slice';
import { fetchSlices } from './profiles/fetch-slices';
import { fetchAgents, fetchTargets } from './fetch-targets';
import { LabelNames } from './label-names';
import { ParcaClient, type ParcaClientOptions } from './protocol/parca-client';

export interface ParcaSourceOptions extends Omit<ParcaClientOptions, 'signal'> {
  readonly now: () => Milliseconds;
  /** Whose profiles they are, where a recording is replayed as a Parca. */
  readonly recordedFrom?: ProfileServer['name'];
}

/**
 * A Parca server (0.24 or later) over gRPC-Web: https://github.com/parca-dev/parca/tree/main/proto/parca/query/v1alpha1. What Parca
 * answers wrongly is put right or never asked; only questions are sent, never writes, shares or server-side comparisons.
 */
export function createParcaSource({
  now,
  recordedFrom,
  ...server
}: ParcaSourceOptions): ProfileSource {
  const client = new ParcaClient(server);
  // A page and its profile ask for the names at the same time.
  const shared = new ParcaClient({ ...server, transport: dedupeRequests(server.transport) });
  const labelNames = new LabelNames(shared, now);
  const cancelledBy = (options?: CallOptions) => client.withSignal(options?.signal);
  return {
    server: PROFILE_SERVERS[recordedFrom ?? 'Parca'],
    // A page and its scan ask for them at the same time, and Parca reads all that it has.
    fetchProfileTypes: (range, options) =>
      fetchProfileTypes(shared.withSignal(options?.signal), range),
    fetchLabelNames: (question, options) =>
      question.matchers.length === 0
        ? labelNames.fetch(question.profileType, question.range, options?.signal)
        : fetchLabelNames(cancelledBy(options), question),
    fetchLabelValues: (name, question, options) =>
      fetchLabelValues(cancelledBy(options), name, question),
    fetchSeries: (question, options) => fetchSeries(cancelledBy(options), question, labelNames),
    fetchLabelSets: (selector, range, by, options) =>
      fetchLabelSets(cancelledBy(options), selector, { range, by }),
    fetchProfile: (selector, range, options) =>
      fetchProfile(cancelledBy(options), {
        ...{ selector, range, now: now(), labelNames },
        through: options?.through,
      }),
    fetchScrapes: (selector, range, options) =>
      fetchListed(cancelledBy(options), { selector, range, now: now(), labelNames }),
    fetchSlice: (selector, scrapes, options) => fetchSlice(cancelledBy(options), selector, scrapes),
    // What one slice ends with another one begins with.
    fetchSlices: (selector, slice, options) =>
      fetchSlices(shared.withSignal(options?.signal), selector, slice, (range) =>
        labelNames.fetchCovering(selector.profileType, range, options?.signal),
      ),
    fetchAgents: (options) => fetchAgents(cancelledBy(options)),
    fetchTargets: (options) => fetchTargets(cancelledBy(options)),
  };
}
