import Fastify, { type FastifyInstance } from 'fastify';
import { createReplay, type Archive } from '#archive';
import type { GivenAliases } from '#series';
import type { MetricPanelText } from '#targets';
import type { ConsoleConfig } from '../console-config';
import { ConsoleError } from './errors';
import { createHostCheck } from './host-check';
import { addPages } from './pages';
import { addProxy, answer } from './proxy';
import { addReplay } from './replay';
import { addSecurityHeaders } from './security-headers';
import type { Upstream } from './upstream';

export interface ConsoleOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** More names for the Host header, besides loopback and `host`. */
  readonly allowHosts: readonly string[];
  /** The built pages. */
  readonly pages: string;
  readonly version: string;
  /** The archive or the server, for the page's head. */
  readonly title: string;
  readonly data: ConsoleData;
  /** The charts beside a profile; left out: the usual ones. */
  readonly metricPanels?: readonly MetricPanelText[];
  readonly aliases?: GivenAliases;
  /** How long a server may be silent. */
  readonly timeoutMs?: number;
}

export type ConsoleData =
  | { readonly mode: 'archive'; readonly archive: Archive }
  | { readonly mode: 'live'; readonly parca?: Upstream; readonly prometheus?: Upstream };

export interface RunningConsole {
  readonly url: string;
  close(): Promise<void>;
}

const TIMEOUT_MS = 60_000;
/** A query is text; the longest are lists of label values. */
const BODY_LIMIT = 4 * 1024 * 1024;

/** Serves the pages with their servers behind them. Rejects with a ConsoleError when the address cannot be had. */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const app = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  const isOurHost = createHostCheck(options.host, options.allowHosts);
  app.addHook('onRequest', async (request, reply) => {
    if (isOurHost(request.headers.host)) return;
    await answer(reply, 403, 'this name is not allowed in the Host header; see --allow-host');
  });
  await addSecurityHeaders(app);
  app.get('/config.json', (_request, reply) =>
    reply.header('cache-control', 'no-store').send(describeConfig(options)),
  );
  await addData(app, options);
  await addPages(app, options.pages);
  app.setNotFoundHandler((request, reply) => answer(reply, 404, `nothing at ${request.url}`));
  app.setErrorHandler((error, _request, reply) => answer(reply, statusOf(error), messageOf(error)));
  await listen(app, options);
  return { url: printAddress(app, options.host), close: () => app.close() };
}

function describeConfig(options: ConsoleOptions): ConsoleConfig {
  const { data, title, version, metricPanels, aliases } = options;
  const given = { ...(metricPanels && { metricPanels }), ...(aliases && { aliases }) };
  if (data.mode === 'live') {
    const [parca, prometheus] = [data.parca !== undefined, data.prometheus !== undefined];
    return { mode: 'live', title, parca, prometheus, version, ...given };
  }
  const { start, end } = data.archive.manifest;
  const prometheus = data.archive.metrics.queries.length > 0;
  const range = { start: start.getTime(), end: end.getTime() };
  return { mode: 'archive', title, parca: true, prometheus, range, version, ...given };
}

async function addData(app: FastifyInstance, { data, timeoutMs = TIMEOUT_MS }: ConsoleOptions) {
  if (data.mode === 'archive') return addReplay(app, createReplay(data.archive));
  for (const server of ['parca', 'prometheus'] as const) {
    const upstream = data[server];
    if (upstream) await addProxy(app, { server, upstream, timeoutMs });
    else
      app.all(`/${server}/*`, (_request, reply) =>
        answer(reply, 404, `no ${server} is configured: start with --${server} URL`),
      );
  }
}

async function listen(app: FastifyInstance, { host, port }: ConsoleOptions): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new ConsoleError(`port ${port} on ${host} is taken: choose another with --port`);
    throw new ConsoleError(`cannot listen on ${host}:${port}: ${messageOf(error)}`);
  }
}

function printAddress(app: FastifyInstance, host: string): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 ? status : 500;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
