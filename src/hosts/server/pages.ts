import { existsSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Paths of pages: the browser's router takes over. */
const PAGES = ['/', '/changes', '/targets', '/profile', '/compare'];

export function isPage(url: string): boolean {
  return PAGES.includes(url.split('?', 1)[0]!);
}

/** Vite puts a hash of the content into these names. */
const HASHED = /[\\/]assets[\\/]/;

/** The built pages; without them the API still answers, and a page says what to do. */
export async function addPages(app: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) {
    for (const path of PAGES)
      app.get(path, (_request, reply) =>
        reply.code(503).type('text/plain').send('The pages are not built: run npm run build\n'),
      );
    return;
  }
  await app.register(staticFiles, {
    root: directory,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path) =>
      void response.setHeader(
        'cache-control',
        HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  });
  for (const path of PAGES) app.get(path, (_request, reply) => reply.sendFile('index.html'));
}
