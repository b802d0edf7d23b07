import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import {
  printProfileType,
  type Agent,
  type ProfileType,
  type Target,
  type TimeRange,
} from '#series';
import { SourceError, type CallOptions } from '#sources';
import { upOf, type UpInput } from '#targets';
import type { Host } from '../state/host';
import { fetchActivity, labelNamesOf } from './activity';
import { fetchOldest } from './retention';

const span = (range: TimeRange) => [range.start, range.end] as const;
/** These answers are new at every refresh and large: comparing them with the ones before costs more than it saves. */
const FRESH = { structuralSharing: false, placeholderData: keepPreviousData } as const;

export function agentsQuery(host: Host, range: TimeRange) {
  return queryOptions({
    queryKey: ['parca', 'agents', ...span(range)],
    queryFn: ({ signal }) => fetchKnownAgents(host, { signal }),
    ...FRESH,
  });
}

/** A Parca that only scrapes may not have the service, and a proxy may not let it through: then no agent is known by name. */
async function fetchKnownAgents(host: Host, options: CallOptions): Promise<readonly Agent[]> {
  try {
    return await host.profiles.fetchAgents(options);
  } catch (error) {
    if (error instanceof SourceError && isMissing(error)) return [];
    throw error;
  }
}

const isMissing = ({ kind, detail }: SourceError) =>
  kind === 'notFound' || /\bUNIMPLEMENTED\b|unknown service/i.test(detail);

export function activityQuery(
  host: Host,
  of: {
    readonly profileType: ProfileType;
    readonly targets: readonly Target[];
    readonly range: TimeRange;
  },
) {
  const { profileType, targets, range } = of;
  const aliases = host.targetAliases;
  return queryOptions({
    // Of the targets only the names of their labels are read; Parca lists targets in any order.
    queryKey: [
      'parca',
      'activity',
      printProfileType(profileType),
      ...span(range),
      labelNamesOf(targets, aliases),
    ],
    queryFn: ({ signal }) =>
      fetchActivity({ ...of, aliases, profiles: host.profiles, options: { signal } }),
    ...FRESH,
  });
}

/** Prometheus' view at the end of the range. */
export function upQuery(host: Host, range: TimeRange) {
  return queryOptions({
    queryKey: ['prometheus', 'up', ...span(range)],
    queryFn: async ({ signal }): Promise<readonly UpInput[]> => {
      if (!host.metrics) throw new Error('no Prometheus is configured');
      const question = { query: 'up', time: range.end };
      const { series } = await host.metrics.fetchInstant(question, { signal });
      return upOf(series);
    },
    ...FRESH,
    enabled: host.metrics !== undefined,
  });
}

/** Asked once: what is oldest moves slowly. */
export function oldestQuery(host: Host, profileType: ProfileType | undefined, end: number) {
  return queryOptions({
    queryKey: ['parca', 'oldest', profileType ? printProfileType(profileType) : null],
    queryFn: profileType
      ? ({ signal }) => fetchOldest(host.profiles, { profileType, end }, { signal })
      : skipToken,
    staleTime: Infinity,
  });
}
