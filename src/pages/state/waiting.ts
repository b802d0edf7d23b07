import { useEffect, useState } from 'react';
import { notifyManager, useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import type { Milliseconds } from '#series';

/** What the page has been waiting for, when it has for a while. */
export interface Waiting {
  readonly server: ServerName;
  /** What is asked of the server and not answered: "profile", "timeline". */
  readonly asked: readonly string[];
  /** Since the oldest of it was asked. */
  readonly elapsed: Milliseconds;
  /** Cancels it; each query then fails with react-query's CancelledError. */
  readonly stop: () => void;
}

type ServerName = 'Parca' | 'Prometheus';

/** By the first part of a query's key. */
const SERVERS: ReadonlyMap<unknown, ServerName> = new Map([
  ['parca', 'Parca'],
  ['prometheus', 'Prometheus'],
]);

/** By the first two parts of a query's key. */
const ASKED: ReadonlyMap<string, string> = new Map([
  ['parca profileTypes', 'profile types'],
  ['parca labelNames', 'label names'],
  ['parca labelValues', 'label values'],
  ['parca labelSets', 'label sets'],
  ['parca series', 'timeline'],
  ['parca profile', 'profile'],
  ['parca builds', 'builds'],
  ['parca targets', 'scrape targets'],
  ['parca agents', 'agents'],
  ['parca activity', 'stored profiles'],
  ['parca oldest', 'oldest profile'],
  ['prometheus range', 'metrics'],
  ['prometheus names', 'names of metrics'],
  ['prometheus labelSets', 'label sets'],
  ['prometheus alerts', 'alerts'],
  ['prometheus up', 'what is up'],
]);

const SLOW: Milliseconds = 2000;
const TICK: Milliseconds = 1000;

/**
 * The server that has been waited for longest, once that is more than `SLOW`; told by the cache of queries, so that whatever a page asks
 * is in it. Renders once a second while it waits, and not at all before.
 */
export function useWaiting(): Waiting | undefined {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState<Waiting>();
  useEffect(() => {
    const since = new Map<Query, Milliseconds>();
    let timer: ReturnType<typeof setInterval> | undefined;
    const look = () => {
      const now = Date.now();
      const open = openQueries(client);
      for (const query of since.keys()) if (!open.includes(query)) since.delete(query);
      for (const query of open) if (!since.has(query)) since.set(query, now);
      setWaiting(longestOf(client, since, now));
      if (open.length > 0) timer ??= setInterval(look, TICK);
      else {
        clearInterval(timer);
        timer = undefined;
      }
    };
    look();
    // Batched: a query that a page adds while it renders must not render this in the midst of it.
    const unsubscribe = client.getQueryCache().subscribe(notifyManager.batchCalls(look));
    return () => {
      unsubscribe();
      clearInterval(timer);
    };
  }, [client]);
  return waiting;
}

const openQueries = (client: QueryClient) =>
  client
    .getQueryCache()
    .findAll({ type: 'active', fetchStatus: 'fetching' })
    .filter(({ queryKey }) => SERVERS.has(queryKey[0]));

function longestOf(
  client: QueryClient,
  since: ReadonlyMap<Query, Milliseconds>,
  now: Milliseconds,
): Waiting | undefined {
  const [oldest] = [...since].sort(([, a], [, b]) => a - b);
  if (!oldest || now - oldest[1] < SLOW) return undefined;
  const [of] = oldest[0].queryKey;
  const open = [...since.keys()].filter(({ queryKey }) => queryKey[0] === of);
  return {
    server: SERVERS.get(of)!,
    asked: [...new Set(open.map(nameOf))],
    elapsed: now - oldest[1],
    stop: () => {
      const predicate = (query: Query) => open.includes(query);
      void client.cancelQueries({ predicate }, { revert: false });
    },
  };
}

function nameOf({ queryKey: [server, what] }: Query): string {
  return ASKED.get(`${String(server)} ${String(what)}`) ?? String(what);
}
