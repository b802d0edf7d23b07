// Builds build/console (the pages) and build/node (the programs). `--node`: the programs alone.
import { existsSync } from 'node:fs';
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build as buildWithEsbuild } from 'esbuild';
import { NODE_PROGRAMS } from './node-programs.mjs';
import { packagesOf, printNotices } from './plugin/notices.mjs';
import { modulesOfViewer } from './report-viewer.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const DEMANGLER = 'node_modules/gecko-profiler-demangle/index_bg.wasm';
const FONTS = ['inter', 'roboto-mono'].map((name) => `node_modules/@fontsource/${name}/files`);
const PAGES = join(ROOT, 'src/hosts/console/index.html');

if (!process.argv.includes('--node') && existsSync(PAGES)) {
  const { build } = await import('vite');
  const { output } = await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error' });
  await writeNotices('build/console', 'in the pages of this folder', [
    ...output.flatMap(({ modules = {} }) => Object.keys(modules)),
    ...[DEMANGLER, ...FONTS].map((path) => join(ROOT, path)),
  ]);
  await compressAssets(join(ROOT, 'build/console/assets'));
}

const NODE = join(ROOT, 'build/node');
await rm(NODE, { recursive: true, force: true });
const { metafile } = await buildWithEsbuild({
  absWorkingDir: ROOT,
  entryPoints: {
    parcascope: 'src/hosts/cli/main.ts',
    archive: 'src/archive/index.ts',
  },
  outdir: 'build/node',
  splitting: true,
  ...NODE_PROGRAMS,
  metafile: true,
  logLevel: 'warning',
});
await copyFile(join(ROOT, DEMANGLER), join(NODE, 'demangler.wasm'));
await writeNotices(
  'build/node',
  'in the programs of this folder and in demangler.wasm',
  [...Object.keys(metafile.inputs), DEMANGLER].map((path) => join(ROOT, path)),
);

/** With the packages of what runs in a report, which both write. */
async function writeNotices(folder, where, ids) {
  const viewer = await modulesOfViewer(join(ROOT, 'src/report/viewer/main.ts'));
  const text = await printNotices(packagesOf([...ids, ...viewer]), where);
  await writeFile(join(ROOT, folder, 'NOTICES.txt'), text);
}

/** The server sends `x.js.gz` where a browser takes it: the pages are a fifth of their size over a network. */
async function compressAssets(directory) {
  for (const name of await readdir(directory))
    if (/\.(js|css|wasm)$/.test(name))
      await writeFile(
        join(directory, `${name}.gz`),
        gzipSync(await readFile(join(directory, name)), { level: 9 }),
      );
}
