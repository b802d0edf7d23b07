import { useMemo } from 'react';
import { useQueries } from '@tanstack/react-query';
import { labelsKey, type Series, type TimeRange } from '#series';
import { alertMarks, alertQuery, restartMarks, type TimelineMark } from '#targets';
import { useHost } from '../host';
import { stepFor } from '../range';
import { alertsQuery, metricQuery } from './metric-queries';
import type { FoundJoin } from './use-joins';

const START_TIME = 'process_start_time_seconds';

/** Restarts and firing alerts of what the joins select, in time order, each once. */
export function useMarks(joins: readonly FoundJoin[], range: TimeRange): readonly TimelineMark[] {
  const host = useHost();
  const step = stepFor(range);
  const starts = useQueries({
    queries: joins.map(({ join, names }) => ({
      ...metricQuery(host, { query: `${START_TIME}${join.matchers}`, range, step }),
      enabled: host.metrics !== undefined && names?.includes(START_TIME) === true,
    })),
    combine: seriesOf,
  });
  const alerts = useQueries({
    queries: joins.map(({ join }) =>
      alertsQuery(host, { query: alertQuery(join) ?? '', range, step }),
    ),
    combine: alertsOf,
  });
  return useMemo(
    () => distinct([...restartMarks(starts, range), ...alertMarks(alerts)]),
    [starts, alerts, range],
  );
}

const seriesOf = (
  results: readonly { data?: { series: readonly Series[] } | undefined }[],
): readonly Series[] => results.flatMap(({ data }) => data?.series ?? []);
const alertsOf = (results: readonly { data?: readonly Series[] | undefined }[]) =>
  results.flatMap(({ data }) => data ?? []);

/** Sides share series, and one process may be scraped by several jobs. */
function distinct(marks: readonly TimelineMark[]): readonly TimelineMark[] {
  const seen = new Set<string>();
  return marks
    .filter((mark) => {
      const { job: _job, instance: _instance, ...labels } = mark.labels;
      const key = `${Math.round(mark.time / 1000)} ${mark.kind} ${mark.words} ${labelsKey(labels)}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    })
    .sort((a, b) => a.time - b.time);
}
