import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { RENDERERS } from './renderers.mjs';

const RECORDED = 'tests/fixtures/pprof/merge-pprof-cpu-app-grouped.pb.gz';

/** Minified pages, as what is shipped is minified, on a server of their own. Peers are installed when one of them is wanted. */
export async function servePages(root, renderers) {
  const folder = join(root, 'bench/flame-graph');
  const out = join(root, 'build/bench/flame-graph');
  rmSync(out, { recursive: true, force: true });
  const ownPages = renderers.map((name) => RENDERERS[name].page.split('?')[0]);
  const own = new Set(ownPages.filter((page) => page.startsWith('own/')));
  await buildPages({ root: folder, out: join(out, 'own'), pages: [...own] });
  const peers = renderers.filter((name) => RENDERERS[name].peer);
  if (peers.length > 0) await buildPeers(join(folder, 'peers'), { out, peers });
  mkdirSync(out, { recursive: true });
  copyFileSync(join(root, RECORDED), join(out, 'recorded.pprof'));
  const server = await preview({
    configFile: false,
    root: folder,
    logLevel: 'error',
    build: { outDir: out },
    preview: { host: '127.0.0.1', port: 0 },
  });
  return { url: server.resolvedUrls.local[0], close: () => server.close() };
}

async function buildPeers(folder, { out, peers }) {
  if (!existsSync(join(folder, 'node_modules')))
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-progress'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const { page: driven, driver } = RENDERERS.speedscope;
  await buildPages({
    root: folder,
    out: join(out, 'peers'),
    pages: peers.map((name) => RENDERERS[name].page).filter((page) => page !== driven),
    scripts: peers.includes('speedscope') ? [driver] : [],
    // What is shipped of speedscope lies beside what drives it.
    publicDir: join(folder, 'node_modules/speedscope/dist/release'),
    alias: { '@grafana/assistant': join(folder, 'assistant.mjs') },
  });
}

const nameOf = (path) => path.split('/').at(-1);

async function buildPages({ root, out, pages, scripts = [], publicDir = false, alias = {} }) {
  const inputs = [
    ...pages.map(nameOf),
    ...scripts.map((script) => nameOf(script).replace(/\.js$/, '.mjs')),
  ];
  if (inputs.length === 0) return;
  await build({
    configFile: false,
    root,
    base: './',
    publicDir,
    plugins: [react()],
    logLevel: 'error',
    resolve: { alias },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: out,
      emptyOutDir: true,
      minify: true,
      target: 'es2022',
      chunkSizeWarningLimit: 10_000,
      rollupOptions: {
        input: inputs.map((input) => join(root, input)),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}

/** Of the peers, as they are installed. */
export function versionOf(root, peer) {
  const file = join(root, 'bench/flame-graph/peers/node_modules', peer, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')).version;
}
