import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { createReplay, type Archive } from '#archive';
import type { GivenAliases } from '#series';
import type { MetricPanelText } from '#targets';
import type { ConsoleConfig } from '../console-config';
import { ConsoleError } from './errors';
import { createHostCheck } from './host-check';
import { answer } from './data-routes';
import { createOriginCheck } from './origin-check';
import { addPages, isPage } from './pages';
import { addProxy } from './proxy';
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
  /** The address that the pages begin at, from its slash on; left out: the first page. */
  readonly start?: string;
  /** Parca's own page, as browsers reach it; left out: nobody has said where. */
  readonly parcaPage?: string;
  /** The charts beside a profile; left out: the usual ones. */
  readonly metricPanels?: readonly MetricPanelText[];
  readonly aliases?: GivenAliases;
  /** How long a server may be silent. */
  readonly timeoutMs?: number;
  /** How long a client may take for the headers of a request. */
  readonly headersMs?: number;
}

export type ConsoleData =
  | { readonly mode: 'archive'; readonly archive: Archive }
  | {
      readonly mode: 'live';
      /** Profiles come from one of the two, or from both: then a selection says from which. */
      readonly parca?: Upstream;
      readonly pyroscope?: Upstream;
      readonly prometheus?: Upstream;
    };

export interface RunningConsole {
  readonly url: string;
  close(): Promise<void>;
}

const TIMEOUT_MS = 60_000;
/** A query is text; the longest are lists of label values. */
const BODY_LIMIT = 4 * 1024 * 1024;
/** For the headers of a request, and for all of it: a browser on a slow line takes a second. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
/** A browser opens six. Those beyond are closed at once, before the process runs out of files. */
const MOST_CONNECTIONS = 1000;

/** Serves the pages with their servers behind them. Rejects with a ConsoleError when the address cannot be had. */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const { headersMs = HEADERS_MS } = options;
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    requestTimeout: Math.max(headersMs, REQUEST_MS),
    http: { headersTimeout: headersMs, connectionsCheckingInterval: Math.min(headersMs, 1000) },
  });
  app.server.maxConnections = MOST_CONNECTIONS;
  await addSecurityHeaders(app);
  const refusal = createRefusal(options);
  app.addHook('onRequest', async (request, reply) => {
    const [status, why] = refusal(request) ?? [];
    if (status !== undefined) await answer(reply, status, why ?? '');
  });
  app.addHook('onSend', async (_request, reply) => {
    // The built pages have one of their own.
    if (!reply.raw.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
  app.get('/config.json', (_request, reply) => reply.send(describeConfig(options)));
  await addData(app, options);
  await addPages(app, options.pages);
  app.setNotFoundHandler((request, reply) => answer(reply, 404, `nothing at ${request.url}`));
  app.setErrorHandler((error, _request, reply) => answer(reply, statusOf(error), messageOf(error)));
  await listen(app, options);
  return { url: printAddress(app, options.host), close: () => app.close() };
}

/** Why a request is not answered at all. */
function createRefusal({ host, allowHosts }: ConsoleOptions) {
  const isOurHost = createHostCheck(host, allowHosts);
  const isOurOrigin = createOriginCheck(allowHosts);
  return ({ method, url, headers }: FastifyRequest): readonly [number, string] | undefined => {
    if (!/^\/(?![/\\])/.test(url)) return [400, 'expected a path that begins with one slash'];
    if (!isOurHost(headers.host))
      return [403, 'this name is not allowed in the Host header; see --allow-host'];
    if (!isOurOrigin({ method, headers, isPage: isPage(url) }))
      return [403, 'only the pages of the console may ask it, not those of another site'];
    return undefined;
  };
}

function describeConfig(options: ConsoleOptions): ConsoleConfig {
  const { data, title, version, metricPanels, aliases, parcaPage } = options;
  const given = {
    ...(parcaPage !== undefined && { parcaPage }),
    ...(metricPanels && { metricPanels }),
    ...(aliases && { aliases }),
    ...(options.start !== undefined && { start: options.start }),
  };
  if (data.mode === 'live') {
    const [parca, pyroscope] = [data.parca !== undefined, data.pyroscope !== undefined];
    const prometheus = data.prometheus !== undefined;
    return { mode: 'live', title, parca, pyroscope, prometheus, version, ...given };
  }
  const { start, end, source: recordedFrom } = data.archive.manifest;
  const prometheus = data.archive.metrics.queries.length > 0;
  const range = { start: start.getTime(), end: end.getTime() };
  const servers = { parca: true, pyroscope: false, prometheus };
  return { mode: 'archive', title, ...servers, recordedFrom, range, version, ...given };
}

async function addData(app: FastifyInstance, { data, timeoutMs = TIMEOUT_MS }: ConsoleOptions) {
  if (data.mode === 'archive') return addReplay(app, createReplay(data.archive));
  for (const server of ['parca', 'pyroscope', 'prometheus'] as const) {
    const upstream = data[server];
    if (upstream) await addProxy(app, { server, upstream, timeoutMs });
    else
      app.all(`/${server}/*`, (_request, reply) =>
        answer(reply, 404, `no ${server} is configured: start with --${server} URL`, 'notFound'),
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
