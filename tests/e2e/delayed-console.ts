import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { serve, type TestServer } from '../support/serve';

/** A question to Parca or Prometheus as it passed. Times are epoch ms. */
export interface Exchange {
  /** `Labels`, `QueryRange`, `Query`; of Prometheus `query_range`. */
  readonly method: string;
  readonly server: 'parca' | 'prometheus';
  /** Every byte that makes it another question. */
  readonly key: string;
  readonly asked: number;
  /** Infinity while it is under way. */
  answered: number;
}

export interface DelayedConsole extends TestServer {
  readonly exchanges: readonly Exchange[];
}

const DATA = /^\/(parca|prometheus)\//;

/** The console at `target` behind a slow network: the page's files come at once, every answer of a server `delayMs` later. */
export async function delayConsole(target: string, delayMs: number): Promise<DelayedConsole> {
  const exchanges: Exchange[] = [];
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = incoming.url ?? '/';
    const exchange = exchangeOf(url, body);
    if (exchange) exchanges.push(exchange);
    const answer = await ask(new URL(url, target), incoming, body);
    if (exchange) await wait(delayMs);
    if (exchange) exchange.answered = Date.now();
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const server = await serve((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  return { ...server, exchanges };
}

function exchangeOf(url: string, body: Buffer): Exchange | undefined {
  const server = DATA.exec(url)?.[1];
  if (server !== 'parca' && server !== 'prometheus') return undefined;
  const path = url.split('?')[0]!;
  const key = `${url} ${body.toString('base64')}`;
  const method = path.slice(path.lastIndexOf('/') + 1);
  return { method, server, key, asked: Date.now(), answered: Infinity };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function ask(url: URL, { method, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers: { ...headers, host: url.host } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 502,
          headers: answer.headers,
          body: Buffer.concat(chunks),
        }),
      );
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** To be called before the page is opened: epoch ms at which the flame graph is in the page. */
export async function watchFlameGraph(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const seen = () => document.querySelector('[role="treegrid"][aria-label="Flame graph"] canvas');
    const observer = new MutationObserver(() => {
      if (!seen()) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        document.documentElement.dataset['painted'] = String(Date.now());
      });
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  return async () => {
    const root = page.locator('html[data-painted]');
    return Number(await root.getAttribute('data-painted', { timeout: 50_000 }));
  };
}

/**
 * How many questions to Parca had to be asked one after the other for the flame graph: the longest chain of exchanges that ends with a merge,
 * each asked after the one before was answered. A merge that waits in the browser for another question's connection is a round more, too.
 */
export function roundsToMerges(exchanges: readonly Exchange[], painted: number): number {
  // Merges after the picture are slices of it.
  const inOrder = exchanges
    .filter(({ server, answered }) => server === 'parca' && answered <= painted)
    .sort((a, b) => a.asked - b.asked);
  const depth = new Map<Exchange, number>();
  for (const one of inOrder) {
    const before = inOrder.filter((other) => other.answered <= one.asked);
    depth.set(one, 1 + Math.max(0, ...before.map((other) => depth.get(other) ?? 0)));
  }
  const merges = inOrder.filter(({ method }) => method === 'Query');
  return Math.max(0, ...merges.map((merge) => depth.get(merge)!));
}

/** The exchanges as lines for a failed test's message: when, how long, what. */
export function timetable(exchanges: readonly Exchange[], painted: number): string {
  const first = Math.min(...exchanges.map(({ asked }) => asked));
  const lines = exchanges.map(
    ({ asked, answered, server, method, key }) =>
      `${asked - first} to ${answered === Infinity ? '…' : answered - first}: ${server} ${method} ${textIn(key)}`,
  );
  return [...lines, `painted at ${painted - first}`].join('\n');
}

/** What can be read of a question. */
function textIn(key: string): string {
  const [url = '', body = ''] = key.split(' ');
  const text = Buffer.from(body, 'base64').toString('latin1');
  const readable = text.replace(/[^ -~]+/g, '·').slice(0, 160);
  return url.includes('?') ? decodeURIComponent(url.split('?')[1]!).slice(0, 200) : readable;
}
