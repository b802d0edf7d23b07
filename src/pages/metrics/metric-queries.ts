import { useEffect, useRef } from 'react';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Labels, TimeRange } from '#series';
import type { MetricSource } from '#sources';
import { STATUS_LABELS, type KnownMetrics } from '#targets';
import type { Host } from '../state/host';

const span = (range: TimeRange) => [range.start, range.end] as const;

export function metricsOf(host: Host): MetricSource {
  if (!host.metrics) throw new Error('no Prometheus is configured');
  return host.metrics;
}

export interface MetricQuestion {
  readonly query: string;
  readonly range: TimeRange;
  readonly step: number;
}

export function metricQuery(host: Host, of: MetricQuestion) {
  return queryOptions({
    queryKey: ['prometheus', 'range', of.query, ...span(of.range), of.step],
    queryFn: ({ signal }) => metricsOf(host).fetchRange(of, { signal }),
    placeholderData: keepPreviousData,
    enabled: host.metrics !== undefined,
  });
}

/** The metrics that have series under the matchers (`{…}`) in the range. */
export function knownMetricsQuery(host: Host, match: string, range: TimeRange) {
  return queryOptions({
    queryKey: ['prometheus', 'names', match, ...span(range)],
    queryFn: async ({ signal }): Promise<KnownMetrics> => {
      const read = (of: string | readonly string[]) =>
        metricsOf(host).fetchLabelValues({ name: '__name__', match: of, range }, { signal });
      const status = STATUS_LABELS.map((label) => `{${label}!="",${match.slice(1)}`);
      const [names, withStatus] = await Promise.all([read(match), read(status)]);
      return { names, withStatus };
    },
    placeholderData: keepPreviousData,
    enabled: host.metrics !== undefined && match !== '',
  });
}

/** Label sets of a metric at the end of the range. */
export function labelSetsOfMetricQuery(host: Host, metric: string, range: TimeRange) {
  return queryOptions({
    queryKey: ['prometheus', 'labelSets', metric, ...span(range)],
    queryFn: async ({ signal }): Promise<readonly Labels[]> => {
      const question = { query: metric, time: range.end };
      const { series } = await metricsOf(host).fetchInstant(question, { signal });
      return series.map(({ labels }) => labels);
    },
    placeholderData: keepPreviousData,
    enabled: host.metrics !== undefined,
  });
}

/**
 * The answers to questions of these names, and while one is on its way or fails, the last one under its name, of another range:
 * `useQueries` itself keeps nothing when a key changes.
 */
export function useKeptAnswers<T>(
  names: readonly string[],
  results: readonly { readonly data: T | undefined }[],
): readonly (T | undefined)[] {
  const last = useRef<ReadonlyMap<string, T>>(new Map());
  const answers = results.map(({ data }, i) => data ?? last.current.get(names[i]!));
  useEffect(() => {
    last.current = new Map(
      answers.flatMap((answer, i) => (answer === undefined ? [] : [[names[i]!, answer] as const])),
    );
  });
  return answers;
}
