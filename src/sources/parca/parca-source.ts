import type { Milliseconds } from '#series';
import type { CallOptions, ProfileSource, Transport } from '../ports';
import { type Channel } from './parca-client';
import { fetchAgents } from './fetch-agents';
import { fetchLabelNames, fetchLabelSets, fetchLabelValues } from './fetch-labels';
import { fetchProfile } from './fetch-profile';
import { fetchProfileTypes } from './fetch-profile-types';
import { fetchSeries } from './fetch-series';
import { fetchTargets } from './fetch-targets';

export interface ParcaSourceOptions {
  readonly transport: Transport;
  readonly now: () => Milliseconds;
  /** Where gRPC-Web is below the transport's root; `api` when missing. */
  readonly basePath?: string;
}

/**
 * A Parca server (0.24 or later) over gRPC-Web: https://github.com/parca-dev/parca/tree/main/proto/parca/query/v1alpha1. What Parca
 * answers wrongly is put right or never asked; only questions are sent, never writes, shares or server-side comparisons.
 */
export function createParcaSource(options: ParcaSourceOptions): ProfileSource {
  const { transport, now, basePath = 'api' } = options;
  const channel = (call?: CallOptions): Channel => ({ transport, basePath, signal: call?.signal });
  return {
    fetchProfileTypes: (range, call) => fetchProfileTypes(channel(call), range),
    fetchLabelNames: (question, call) => fetchLabelNames(channel(call), question),
    fetchLabelValues: (name, question, call) => fetchLabelValues(channel(call), name, question),
    fetchSeries: (question, call) => fetchSeries(channel(call), question, now()),
     
    fetchLabelSets: (selector, range, by, call) =>
      fetchLabelSets(channel(call), selector, { range, by }),
    fetchProfile: (selector, range, call) =>
      fetchProfile(channel(call), { selector, range, now: now() }),
    fetchAgents: (call) => fetchAgents(channel(call)),
    fetchTargets: (call) => fetchTargets(channel(call)),
  };
}
