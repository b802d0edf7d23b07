import { useMemo } from 'react';
import { useQueries, useQuery } from '@tanstack/react-query';
import {
  compileMatchers,
  labelValue,
  type Labels,
  type Matcher,
  type Series,
  type Target,
  type TimeRange,
} from '#series';
import {
  metricJoin,
  readVerification,
  widerJoin,
  type JoinVerification,
  type KnownMetrics,
  type MetricJoin,
  type MetricJoinOptions,
} from '#targets';
import { useHost } from '../../state/host';
import { stepFor } from '../../state/range';
import { targetsQuery } from '../../state/queries/queries';
import {
  labelSetsOfMetricQuery,
  knownMetricsQuery,
  metricQuery,
  useKeptAnswers,
} from '../metric-queries';

export interface JoinQuestion {
  readonly range: TimeRange;
  /** Label sets of the type in the range, to tell which metrics are of the same units. */
  readonly labelSets: readonly Labels[];
  /** One selection a side. */
  readonly selections: readonly { readonly matchers: readonly Matcher[]; readonly title: string }[];
  /** The user's own matchers; '' none. */
  readonly override: string;
}

/** Which metrics belong to a selection, and what Prometheus has of them. */
export interface FoundJoin {
  readonly join: MetricJoin;
  /** The next coarser one, where there is one. */
  readonly wider: MetricJoin | undefined;
  /** Sides that it is of. */
  readonly titles: readonly string[];
  /** What is scraped under it: undefined while that is asked, or cannot be. */
  readonly found: JoinVerification | undefined;
  readonly error: Error | undefined;
  /** Metrics under it; undefined as long as none are known. */
  readonly known: KnownMetrics | undefined;
  readonly knownError: Error | undefined;
}

const SURE: ReadonlySet<MetricJoin['tier']> = new Set(['unit', 'application', 'model', 'user']);

/** Its metrics are known to be of the profiled processes. */
export function isOfProfiled({ tier }: MetricJoin): boolean {
  return SURE.has(tier);
}

/** The metric joins of all sides, equal ones once. */
export function useJoins(question: JoinQuestion): readonly FoundJoin[] {
  const host = useHost();
  const { range } = question;
  const joins = useDistinctJoins(question);
  const step = stepFor(range);
  const up = useQueries({
    queries: joins.map(({ join }) => {
      const query = metricQuery(host, { query: join.verify ?? '', range, step });
      return { ...query, enabled: host.metrics !== undefined && join.verify !== undefined };
    }),
  });
  const known = useQueries({
    queries: joins.map(({ join }) => knownMetricsQuery(host, join.matchers, range)),
  });
  const names = joins.map(({ join }) => join.matchers);
  const kept = useKeptAnswers(names, known);
  return joins.map((one, i) => ({
    ...one,
    found: foundOf(one.join, up[i]),
    error: up[i]?.error ?? undefined,
    known: kept[i],
    knownError: known[i]?.error ?? undefined,
  }));
}

function foundOf(
  join: MetricJoin,
  answer:
    { data?: { series: readonly Series[] } | undefined; isPlaceholderData: boolean } | undefined,
): JoinVerification | undefined {
  if (!answer?.data || answer.isPlaceholderData) return undefined;
  return readVerification(join, answer.data.series);
}

type SideJoin = Pick<FoundJoin, 'join' | 'wider' | 'titles'>;

function useDistinctJoins(question: JoinQuestion): readonly SideJoin[] {
  const { labelSets, selections, override } = question;
  const { targets, ...known } = useKnown(question);
  const key = JSON.stringify(selections);
  return useMemo(() => {
    const sides = selections.map(({ matchers, title }): SideJoin => {
      const found = labelSets.filter(compileMatchers(matchers));
      const options = { ...known, addresses: addressesOf(targets, matchers), override };
      return {
        join: metricJoin(matchers, found, options),
        wider: widerJoin(matchers, found, options),
        titles: [title],
      };
    });
    return sides.reduce<readonly SideJoin[]>((distinct, side) => {
      const same = distinct.find(({ join }) => join.matchers === side.join.matchers);
      if (!same) return [...distinct, side];
      const merged = { ...same, titles: [...same.titles, ...side.titles] };
      return distinct.map((one) => (one === same ? merged : one));
    }, []);
    // The selections by what they say: they are new objects at every drawing.
  }, [key, labelSets, override, targets, known.aliases, known.up, known.subordinates]); // eslint-disable-line react-hooks/exhaustive-deps
}

/** What some joins need to know besides the selection, asked only for those. */
function useKnown(
  question: JoinQuestion,
): MetricJoinOptions & { readonly targets: readonly Target[] } {
  const host = useHost();
  const { range, selections, labelSets } = question;
  const aliases = host.targetAliases;
  const plain = selections.map(({ matchers }) =>
    metricJoin(matchers, labelSets.filter(compileMatchers(matchers)), { aliases }),
  );
  const asks = (...tiers: MetricJoin['tier'][]) =>
    host.metrics !== undefined && plain.some(({ tier }) => tiers.includes(tier));
  const up = useQuery({
    ...labelSetsOfMetricQuery(host, 'up', range),
    enabled: asks('instance', 'alias'),
  });
  const subordinates = useQuery({
    ...labelSetsOfMetricQuery(host, 'otelcol_subordinate_charm_info', range),
    enabled: asks('host'),
  });
  const isListed = selections.some(({ matchers }) => matchers.length > 0);
  const targets = useQuery({ ...targetsQuery(host, range), enabled: isListed && asks('none') });
  return {
    targets: targets.data ?? NO_TARGETS,
    aliases,
    ...(up.data && { up: up.data }),
    ...(subordinates.data && { subordinates: subordinates.data }),
  };
}

const NO_TARGETS: readonly Target[] = [];

/** Where the profiles of a selection are scraped. */
function addressesOf(targets: readonly Target[], matchers: readonly Matcher[]): readonly string[] {
  const matches = compileMatchers(matchers);
  const own = targets.filter(({ labels }) => matches(labels));
  return own.map(({ url, labels }) => hostOfUrl(url) ?? labelValue(labels, 'instance'));
}

function hostOfUrl(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
