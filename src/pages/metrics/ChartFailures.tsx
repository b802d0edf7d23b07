import { useCallback, useRef, useSyncExternalStore } from 'react';
import {
  notifyManager,
  replaceEqualDeep,
  useQueryClient,
  type Query,
  type QueryClient,
} from '@tanstack/react-query';
import { groupBy } from '#series';
import { SourceError } from '#sources';
import { Notice } from '#ui';
import { explain } from '../shell/advice';

/** Queries that charts are drawn from, by the first two parts of their keys. */
const OF_CHARTS: ReadonlySet<string> = new Set([
  'parca series',
  'prometheus range',
  'prometheus names',
  'prometheus alerts',
  'prometheus labelSets',
]);

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
  client
    .getQueryCache()
    .findAll({ type: 'active' })
    .filter(({ queryKey: [server, what] }) => OF_CHARTS.has(`${String(server)} ${String(what)}`));

/**
 * Failures that are one to the user: a server that answers in HTML does so to each question, and each error names its own. What is wrong
 * with a query is of that query.
 */
function likenessOf(error: Error): string {
  if (!(error instanceof SourceError) || error.kind === 'badQuery') return error.message;
  return `${error.source} ${error.kind} ${error.status}`;
}

function askAgain(client: QueryClient, error: Error): void {
  const alike = failed(queriesOfCharts(client)).filter(
    (one) => likenessOf(one.error) === likenessOf(error),
  );
  const queries = new Set(alike.map(({ query }) => query));
  void client.refetchQueries({ predicate: (query) => queries.has(query) });
}
