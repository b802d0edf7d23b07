import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import statics from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { DIST, MODULES, ROOT } from '../../../scripts/plugin/modules.mjs';
import { forwardAsGrafana } from '../forward';
import { importMapOf, OUT } from './build.mjs';

export interface StandInOptions {
  readonly react: 18 | 19;
  /** Grafana's own path, '' or `/grafana`. */
  readonly root: string;
  /** What is behind the datasources. */
  readonly parcaUrl: string;
  readonly prometheusUrl: string;
}

/** The two servers that a console answers for. */
export function upstreamsOf(consoleUrl: string) {
  return { parcaUrl: `${consoleUrl}/parca`, prometheusUrl: `${consoleUrl}/prometheus` };
}

/** A Grafana as the browser sees it: its page, plugins, pictures and datasource proxy. Everything else is 404, as JSON. */
export async function startStandIn(options: StandInOptions) {
  const app = fastify({ forceCloseConnections: true });
  await app.register((routes) => addRoutes(routes, options), { prefix: options.root });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url: url + options.root, stop: () => app.close() };
}

async function addRoutes(app: FastifyInstance, options: StandInOptions): Promise<void> {
  const serve = (prefix: string, folder: string) =>
    app.register(statics, { root: folder, prefix, decorateReply: false });
  await serve('/stand-in/', OUT);
  await serve('/public/build/', join(ROOT, 'build/console/public/build'));
  await serve('/public/fonts/', join(ROOT, 'build/console/public/fonts'));
  for (const { folder } of MODULES)
    await serve(`/public/plugins/${idOf(folder)}/`, join(DIST, folder));
  for (const [uid, server] of [
    ['parca', options.parcaUrl],
    ['core', options.parcaUrl],
    ['prometheus', options.prometheusUrl],
  ] as const) {
    const prefix = `${options.root}/api/datasources/proxy/uid/${uid}`;
    app.all(`/api/datasources/proxy/uid/${uid}/*`, ({ raw }, reply) => {
      void reply.hijack();
      forwardAsGrafana(server + raw.url!.slice(prefix.length), raw, reply.raw);
    });
  }
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _body, done) => done(null));
  app.get('/api/plugins/:id/settings', () => ({ jsonData: {} }));
  app.get('/api/*', (_request, reply) => reply.code(404).send({ message: 'Not found' }));
  app.all('/api/datasources/proxy/uid/nowhere/*', (_request, reply) => reply.code(502).send());
  const page = readPage(options);
  app.get('/*', (_request, reply) => reply.type('text/html').send(page));
}

function idOf(folder: string): string {
  const { id } = JSON.parse(readFileSync(join(DIST, folder, 'plugin.json'), 'utf8')) as {
    id: string;
  };
  return id;
}

function readPage({ react, root }: StandInOptions): string {
  const values: Readonly<Record<string, string>> = {
    ROOT: root,
    IMPORT_MAP: JSON.stringify(importMapOf(react, root)),
  };
  const text = readFileSync(join(import.meta.dirname, 'page/index.html'), 'utf8');
  return text.replace(/%([A-Z_]+)%/g, (whole, name: string) => values[name] ?? whole);
}
