import { useEffect, useState } from 'react';
import {
  notifyManager,
  replaceEqualDeep,
  useQueryClient,
  type Query,
  type QueryClient,
} from '@tanstack/react-query';
import type { Milliseconds } from '#series';
import type { Asked, OpenQuestions } from './open-questions';

/** What the page has been waiting for, when it has for a while. */
export interface Waiting {
  readonly server: ServerName;
  /** As users know it. */
  readonly name: string;
  /** What is asked of the server and not answered: "profile", "timeline". */
  readonly asked: readonly string[];
  /** Since the oldest of it was asked; whole seconds. */
  readonly elapsed: Milliseconds;
}

export type ServerName = keyof typeof SERVERS;

/** Who is asked with which first part of a query's key, and what with which second one; Parca stands for any server of profiles. */
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
 * The server that has been waited for longest, once that is more than `SLOW`: by the cache of queries, so that whatever a page asks is in it, and by
 * what the page asks past it. The same object until the next second, or until something else is asked.
 */
export function useWaiting(
  questions?: OpenQuestions,
  profileServer: string = 'Parca',
): Waiting | undefined {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState<Waiting>();
  useEffect(() => {
    const since = new Map<object, Milliseconds>();
    let timer: ReturnType<typeof setInterval> | undefined;
    const look = () => {
      const now = Date.now();
      const open = new Map<object, Asked>([
        ...NAMES.flatMap((server) => openQueries(client, server)),
        ...(questions?.open() ?? []).map((question) => [question, question] as const),
      ]);
      for (const question of since.keys()) if (!open.has(question)) since.delete(question);
      for (const question of open.keys()) if (!since.has(question)) since.set(question, now);
      setWaiting((before) => replaceEqualDeep(before, longestOf(open, since, now, profileServer)));
      if (open.size > 0) timer ??= setInterval(look, TICK);
      else {
        clearInterval(timer);
        timer = undefined;
      }
    };
    look();
    // Batched: a query that a page adds while it renders must not render this in the midst of it.
    const lookSoon = notifyManager.batchCalls(look);
    const subscriptions = [
      client.getQueryCache().subscribe(lookSoon),
      questions?.subscribe(lookSoon),
    ];
    return () => {
      for (const unsubscribe of subscriptions) unsubscribe?.();
      clearInterval(timer);
    };
  }, [client, questions, profileServer]);
  return waiting;
}

/** Cancels what is asked of a server; each query then fails with react-query's CancelledError. */
export function useStop(): (server: ServerName) => void {
  const client = useQueryClient();
  return (server) => void client.cancelQueries(openOf(server), { revert: false });
}

const openOf = (server: ServerName) =>
  ({ queryKey: [SERVERS[server].key], type: 'active', fetchStatus: 'fetching' }) as const;

const openQueries = (client: QueryClient, server: ServerName): (readonly [Query, Asked])[] =>
  client
    .getQueryCache()
    .findAll(openOf(server))
    .map((query) => [query, { server, what: wordsOf(server, query) }]);

function wordsOf(server: ServerName, { queryKey: [, what] }: Query): string {
  const words: ReadonlyMap<unknown, string> = SERVERS[server].asked;
  return words.get(what) ?? String(what);
}

function longestOf(
  open: ReadonlyMap<object, Asked>,
  since: ReadonlyMap<object, Milliseconds>,
  now: Milliseconds,
  profileServer: string,
): Waiting | undefined {
  const [oldest] = [...since].sort(([, a], [, b]) => a - b);
  if (!oldest || now - oldest[1] < SLOW) return undefined;
  const { server } = open.get(oldest[0])!;
  const same = [...open.values()].filter((asked) => asked.server === server);
  const elapsed = Math.floor((now - oldest[1]) / TICK) * TICK;
  const name = server === 'Parca' ? profileServer : server;
  return { server, name, asked: [...new Set(same.map(({ what }) => what))], elapsed };
}
