import { useEffect, useState } from 'react';
import {
  notifyManager,
  replaceEqualDeep,
  useQueryClient,
  type Query,
  type QueryClient,
} from '@tanstack/react-query';
import type { Milliseconds } from '#series';

/** What the page has been waiting for, when it has for a while. */
export interface Waiting {
  readonly server: ServerName;
  /** What is asked of the server and not answered: "profile", "timeline". */
  readonly asked: readonly string[];
  /** Since the oldest of it was asked; whole seconds. */
  readonly elapsed: Milliseconds;
}

type ServerName = keyof typeof SERVERS;

/** Who is asked with which first part of a query's key, and what with which second one. */
const SERVERS = {
  Parca: {
    key: 'parca',
    asked: new Map([
      ['profileTypes', 'profile types'],
      ['labelNames', 'label names'],
      ['labelValues', 'label values'],
      ['labelSets', 'label sets'],
      ['series', 'timeline'],
      ['targets', 'scrape targets'],
      ['activity', 'stored profiles'],
      ['oldest', 'oldest profile'],
    ]),
  },
  Prometheus: {
    key: 'prometheus',
    asked: new Map([
      ['range', 'metrics'],
      ['names', 'names of metrics'],
      ['labelSets', 'label sets'],
      ['up', 'what is up'],
    ]),
  },
} as const;
const NAMES = ['Parca', 'Prometheus'] as const satisfies readonly ServerName[];

const SLOW: Milliseconds = 2000;
const TICK: Milliseconds = 1000;

/**
 * The server that has been waited for longest, once that is more than `SLOW`, by the cache of queries, so that whatever a page asks is in
 * it. The same object until the next second, or until something else is asked.
 */
export function useWaiting(): Waiting | undefined {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState<Waiting>();
  useEffect(() => {
    const since = new Map<Query, Milliseconds>();
    let timer: ReturnType<typeof setInterval> | undefined;
    const look = () => {
      const now = Date.now();
      const open = new Set(NAMES.flatMap((server) => openQueries(client, server)));
      for (const query of since.keys()) if (!open.has(query)) since.delete(query);
      for (const query of open) if (!since.has(query)) since.set(query, now);
      setWaiting((before) => replaceEqualDeep(before, longestOf(since, now)));
      if (open.size > 0) timer ??= setInterval(look, TICK);
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

/** Cancels what is asked of a server; each query then fails with react-query's CancelledError. */
export function useStop(): (server: ServerName) => void {
  const client = useQueryClient();
  return (server) => void client.cancelQueries(openOf(server), { revert: false });
}

const openOf = (server: ServerName) =>
  ({ queryKey: [SERVERS[server].key], type: 'active', fetchStatus: 'fetching' }) as const;

const openQueries = (client: QueryClient, server: ServerName) =>
  client.getQueryCache().findAll(openOf(server));

function longestOf(since: ReadonlyMap<Query, Milliseconds>, now: Milliseconds) {
  const [oldest] = [...since].sort(([, a], [, b]) => a - b);
  if (!oldest || now - oldest[1] < SLOW) return undefined;
  const [query, asked] = oldest;
  const server = NAMES.find((name) => SERVERS[name].key === query.queryKey[0])!;
  const words: ReadonlyMap<unknown, string> = SERVERS[server].asked;
  const open = [...since.keys()].filter(({ queryKey }) => queryKey[0] === SERVERS[server].key);
  const names = open.map(({ queryKey: [, what] }) => words.get(what) ?? String(what));
  const elapsed = Math.floor((now - asked) / TICK) * TICK;
  return { server, asked: [...new Set(names)], elapsed };
}
