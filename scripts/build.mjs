// Builds build/console (the pages) and build/node (the programs). `--node`: the programs alone.
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build as buildWithEsbuild } from 'esbuild';
import { reportViewerForNode } from './report-viewer.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PAGES = join(ROOT, 'src/hosts/console/index.html');

if (!process.argv.includes('--node') && existsSync(PAGES)) {
  const { build } = await import('vite');
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error' });
  await compressAssets(join(ROOT, 'build/console/assets'));
}

const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
// What the programs load when they run. All else is built in, as @parca/client has to be: Node cannot load it (ES modules without "type").
const WORKER = '*?worker&inline';

await rm(join(ROOT, 'build/node'), { recursive: true, force: true });
await buildWithEsbuild({
  absWorkingDir: ROOT,
  entryPoints: {
    parcascope: 'src/hosts/cli/main.ts',
    archive: 'src/archive/index.ts',
  },
  outdir: 'build/node',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  // The worker is the browser's: Node's engine works on the main thread.
  external: [...Object.keys(dependencies), WORKER],
  plugins: [reportViewerForNode],
  logLevel: 'warning',
});

/** The server sends `x.js.gz` where a browser takes it: the pages are a fifth of their size over a network. */
async function compressAssets(directory) {
  for (const name of await readdir(directory))
    if (/\.(js|css|wasm)$/.test(name))
      await writeFile(
        join(directory, `${name}.gz`),
        gzipSync(await readFile(join(directory, name)), { level: 9 }),
      );
}
