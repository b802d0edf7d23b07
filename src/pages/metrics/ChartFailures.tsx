import { useCallback, useRef, useSyncExternalStore } from 'react';
import {
  notifyManager,
  replaceEqualDeep,
  useQueryClient,
  type Query,
  type QueryClient,
} from '@tanstack/react-query';
import { groupBy } from '#series';
import { Notice } from '#ui';
import { explain, likenessOf } from '../shell/advice';

/** What the keys of the queries begin with that charts are drawn from. */
const OF_CHARTS = [
  ['parca', 'series'],
  ['prometheus', 'range'],
  ['prometheus', 'names'],
  ['prometheus', 'alerts'],
  ['prometheus', 'labelSets'],
];

export interface ChartFailuresProps {
  /** What the page reports elsewhere, and need not say of its charts too. */
  readonly reported: readonly (Error | undefined)[];
}

/** Why charts have no answer, once for all that failed alike, with one way to ask all of it again. */
export function ChartFailures({ reported }: ChartFailuresProps) {
  const client = useQueryClient();
  const known = new Set(reported.map((error) => error && likenessOf(error)));
  const failures = useFailures(client).filter(({ error }) => !known.has(likenessOf(error)));
  return failures.map(({ error, failed, asked }) => (
    <Notice
      key={likenessOf(error)}
      inline
      kind="partial"
      title={
        failed === asked
          ? 'The charts have no answer'
          : `${failed} of ${asked} questions of the charts have no answer`
      }
      {...explain(error)}
      action={{ label: 'Try again', onClick: () => askAgain(client, error) }}
    />
  ));
}

interface Failure {
  readonly error: Error;
  readonly failed: number;
  /** All questions of charts to the server that failed. */
  readonly asked: number;
}

function useFailures(client: QueryClient): readonly Failure[] {
  const cache = client.getQueryCache();
  const subscribe = useCallback(
    (changed: () => void) => cache.subscribe(notifyManager.batchCalls(changed)),
    [cache],
  );
  const last = useRef<readonly Failure[]>([]);
  return useSyncExternalStore(subscribe, () => {
    last.current = replaceEqualDeep(last.current, failuresOf(queriesOfCharts(client)));
    return last.current;
  });
}

function failuresOf(queries: readonly Query[]): readonly Failure[] {
  const alike = groupBy(failed(queries), ({ error }) => likenessOf(error));
  return [...alike.values()].map((group) => {
    const { query, error } = group[0]!;
    const asked = queries.filter(({ queryKey }) => queryKey[0] === query.queryKey[0]).length;
    return { error, failed: group.length, asked };
  });
}

const failed = (queries: readonly Query[]) =>
  queries.flatMap((query) => {
    const { status, error } = query.state;
    return status === 'error' && error ? [{ query, error }] : [];
  });

const queriesOfCharts = (client: QueryClient) =>
  OF_CHARTS.flatMap((queryKey) => client.getQueryCache().findAll({ type: 'active', queryKey }));

function askAgain(client: QueryClient, error: Error): void {
  const alike = failed(queriesOfCharts(client)).filter(
    (one) => likenessOf(one.error) === likenessOf(error),
  );
  const queries = new Set(alike.map(({ query }) => query));
  void client.refetchQueries({ predicate: (query) => queries.has(query) });
}
