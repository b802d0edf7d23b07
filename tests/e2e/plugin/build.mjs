// Builds build/grafana-stand-in: the packages that Grafana shares with plugins, a page around them, and React 18 and 19 apart.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build as buildWithEsbuild } from 'esbuild';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../../..');
export const OUT = join(ROOT, 'build/grafana-stand-in');
const STAMP = join(OUT, '.sources');
/** Where each React is installed. */
const REACTS = { 18: join(ROOT, 'node_modules'), 19: join(ROOT, 'tests/react-19/node_modules') };
const ENTRIES = [
  'react',
  'react-dom',
  'react-dom/client',
  'react-dom/server',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
];
const SYSTEM_JS = ['system.js', 'extras/amd.js', 'extras/named-register.js'];

/** Builds when there is no build of these sources and this lock file. */
export async function ensureStandInBuilt() {
  const hash = await hashSources();
  if (existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === hash) return;
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  await bundlePage();
  for (const [release, folder] of Object.entries(REACTS)) await bundleReact(release, folder);
  const parts = SYSTEM_JS.map((file) => readFile(join(ROOT, 'node_modules/systemjs/dist', file)));
  await writeFile(join(OUT, 'system.js'), (await Promise.all(parts)).join('\n'));
  await writeFile(STAMP, hash);
}

/** Everything but React, which an import map of the page chooses. */
async function bundlePage() {
  await build({
    root: import.meta.dirname,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    esbuild: { jsx: 'automatic' },
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: {
      outDir: OUT,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      cssCodeSplit: false,
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: Number.MAX_SAFE_INTEGER,
      rollupOptions: {
        input: { grafana: join(import.meta.dirname, 'page/main.tsx') },
        external: [...ENTRIES, 'monaco-editor', /^monaco-editor\//],
        output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]' },
      },
    },
  });
}

/** `react-18/react.js` and so on, with one React inside of them all. */
async function bundleReact(release, folder) {
  const require = createRequire(join(folder, 'entries.js'));
  const entries = Object.fromEntries(ENTRIES.map((spec) => [nameOf(spec), `virtual:${spec}`]));
  await buildWithEsbuild({
    entryPoints: entries,
    outdir: join(OUT, `react-${release}`),
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
    plugins: [
      {
        name: 'entries',
        setup(setting) {
          setting.onResolve({ filter: /^virtual:/ }, ({ path }) => ({
            path: path.slice('virtual:'.length),
            namespace: 'entry',
          }));
          setting.onLoad({ filter: /.*/, namespace: 'entry' }, ({ path }) => ({
            contents: namedExports(path, Object.keys(require(path))),
            resolveDir: folder,
          }));
        },
      },
    ],
  });
}

/** CommonJS as a module with names, which an import map can give to others. */
function namedExports(spec, names) {
  const list = names.filter((name) => name !== 'default').join(', ');
  return `import all from '${spec}'; export default all; export const { ${list} } = all;`;
}

const nameOf = (spec) => spec.replaceAll('/', '-');

/** For the page: where an import of React leads. */
export function importMapOf(release, root) {
  const address = (spec) => `${root}/stand-in/react-${release}/${nameOf(spec)}.js`;
  return { imports: Object.fromEntries(ENTRIES.map((spec) => [spec, address(spec)])) };
}

async function hashSources() {
  const hash = createHash('sha256');
  const files = await readdir(join(import.meta.dirname, 'page'));
  const sources = [
    ...files.sort().map((name) => join(import.meta.dirname, 'page', name)),
    join(import.meta.dirname, 'build.mjs'),
    join(ROOT, 'package-lock.json'),
  ];
  for (const file of sources) hash.update(file).update(await readFile(file));
  return hash.digest('hex');
}
