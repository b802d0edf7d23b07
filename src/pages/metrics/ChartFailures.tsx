import { useCallback, useRef, useSyncExternalStore } from 'react';
import {
  notifyManager,
  replaceEqualDeep,
  useQueryClient,
  type Query,
  type QueryClient,
} from '@tanstack/react-query';
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
  const known = new Set(reported.map((error) => error?.message));
  const failures = useFailures(client).filter(({ error }) => !known.has(error.message));
  return failures.map(({ error, failed, asked }) => (
    <Notice
      key={error.message}
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
  const first = new Map<string, Query>();
  for (const query of queries.filter(isFailed))
    if (!first.has(messageOf(query))) first.set(messageOf(query), query);
  return [...first.values()].map((one) => ({
    error: one.state.error!,
    failed: queries.filter((query) => isFailed(query) && messageOf(query) === messageOf(one))
      .length,
    asked: queries.filter(({ queryKey }) => queryKey[0] === one.queryKey[0]).length,
  }));
}

const queriesOfCharts = (client: QueryClient) =>
  client
    .getQueryCache()
    .findAll({ type: 'active' })
    .filter(({ queryKey: [server, what] }) => OF_CHARTS.has(`${String(server)} ${String(what)}`));

const isFailed = ({ state }: Query) => state.status === 'error';
const messageOf = ({ state }: Query) => state.error?.message ?? '';

function askAgain(client: QueryClient, error: Error): void {
  const failed = new Set(
    queriesOfCharts(client).filter(
      (query) => isFailed(query) && messageOf(query) === error.message,
    ),
  );
  void client.refetchQueries({ predicate: (query) => failed.has(query) });
}
