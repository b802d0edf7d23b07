import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import {
  printProfileType,
  type Agent,
  type Milliseconds,
  type ProfileType,
  type Selector,
  type Target,
  type TimeRange,
} from '#series';
import { SourceError, type CallOptions, type ProfileSource } from '#sources';
import { upOf, type UpInput } from '#targets';
import type { Host } from '../../state/host';
import { fetchActivity, labelNamesOf } from './activity';

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

/** Of all types at once, where a server can tell. */
export function labelSetsOfTypesQuery(host: Host, range: TimeRange) {
  const { fetchLabelSetsOfTypes } = host.profiles;
  const by = labelNamesOf([], host.targetAliases);
  return queryOptions({
    queryKey: ['parca', 'labelSetsOfTypes', ...span(range), by],
    queryFn: fetchLabelSetsOfTypes
      ? ({ signal }) => fetchLabelSetsOfTypes(range, by, { signal })
      : skipToken,
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

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Longer than anybody keeps profiles. */
const FURTHEST_DAYS = 400;

/** When the oldest profile of one type was taken, to the minute where that is known. */
export interface Oldest {
  readonly time: Milliseconds;
  readonly resolution: Milliseconds;
}

/** Three questions of one series each: which day, which hour of it, which minute of that. undefined: there is no profile. */
export async function fetchOldest(
  profiles: ProfileSource,
  { profileType, end }: { readonly profileType: ProfileType; readonly end: Milliseconds },
  options: CallOptions,
): Promise<Oldest | undefined> {
  const selector: Selector = { profileType, matchers: [] };
  const first = async (start: Milliseconds, until: Milliseconds, step: Milliseconds) => {
    const range = { start, end: until };
    const asked = { selector, range, step, sumBy: [], from: 'buckets' } as const;
    const [series] = await profiles.fetchSeries(asked, options);
    const at = series?.values.findIndex((value) => value !== null) ?? -1;
    return at < 0 ? undefined : Math.max(start, series!.times[at]!);
  };
  let time: Milliseconds | undefined = end - FURTHEST_DAYS * DAY_MS;
  let until = end;
  let oldest: Oldest | undefined;
  for (const resolution of [DAY_MS, HOUR_MS, MINUTE_MS]) {
    time = await first(time, until, resolution);
    if (time === undefined) return oldest;
    oldest = { time, resolution };
    until = Math.min(end, time + resolution);
  }
  return oldest;
}
