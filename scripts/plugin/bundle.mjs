import { dirname, join, relative, resolve, sep } from 'node:path';
import { build } from 'vite';
import { DIST, REPORT_VIEWER, ROOT, SHARED } from './modules.mjs';
import { fetchedReportViewer } from '../report-viewer.mjs';
import { returnedExports } from './returned-exports.mjs';
import { withoutUnusedMessages } from './unused-messages.mjs';
import { withoutJsonSchema } from './unused-schemas.mjs';

const JSX_RUNTIME = join(ROOT, 'src/hosts/jsx-runtime.ts');
/** What Vite puts in place of a module of Node. */
const NODE_ONLY = '__vite-browser-external';

const USES_REQUIRE = /\brequire(\.toUrl)?\(/;

/**
 * Writes `module.js` and its source map. Throws when anything but these two would be needed to run it. Gives the ids of the
 * modules in it.
 */
export async function bundleModule({ name, folder, entry }, outDir = join(DIST, folder)) {
  const { output } = await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    esbuild: { jsx: 'automatic', legalComments: 'none' },
    resolve: {
      alias: [{ find: /^react\/jsx-(dev-)?runtime$/, replacement: JSX_RUNTIME }],
    },
    worker: {
      format: 'iife',
      plugins: () => [withoutSourceMap()],
      rollupOptions: { treeshake: { moduleSideEffects: hasSideEffects } },
    },
    plugins: [
      returnedExports(SHARED),
      fetchedReportViewer(REPORT_VIEWER.address),
      withoutUnusedMessages(),
      withoutJsonSchema(),
    ],
    build: {
      outDir,
      emptyOutDir: false,
      // Below it esbuild would put functions of its own before `define`, as globals of the page.
      target: 'es2022',
      minify: 'esbuild',
      sourcemap: true,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      chunkSizeWarningLimit: Number.MAX_SAFE_INTEGER,
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: { module: resolve(ROOT, entry) },
        external: SHARED,
        treeshake: { moduleSideEffects: hasSideEffects },
        preserveEntrySignatures: 'strict',
        output: {
          format: 'amd',
          exports: 'named',
          interop: 'auto',
          inlineDynamicImports: true,
          entryFileNames: '[name].js',
          sourcemapPathTransform: nameSource,
        },
      },
    },
  });
  const problems = problemsOf(output);
  if (problems.length > 0) throw new Error(`${name}: ${problems.join('; ')}`);
  return output.flatMap((file) => Object.keys(file.modules ?? {}));
}

/** Our own modules and the messages of Parca's client only define things, so that a module whose exports are unused can be left out. */
function hasSideEffects(id) {
  const onlyDefines = id.startsWith(join(ROOT, 'src') + sep) || id.includes('/@parca/client/');
  return !onlyDefines || /\.css$/.test(id);
}

/** What keeps the output from being one file that runs on what Grafana shares. */
function problemsOf(output) {
  const extra = output.filter(({ fileName }) => !['module.js', 'module.js.map'].includes(fileName));
  const [chunk] = output.filter(({ fileName }) => fileName === 'module.js');
  const imports = [...chunk.imports, ...chunk.dynamicImports];
  const nodeOnly = Object.keys(chunk.modules).filter((id) => id.includes(NODE_ONLY));
  return [
    ...extra.map(({ fileName }) => `needs another file, ${fileName}`),
    ...imports
      .filter((id) => !SHARED.includes(id))
      .map((id) => `imports ${id}, which is not shared`),
    ...(USES_REQUIRE.test(chunk.code) ? ['asks its loader for something with require'] : []),
    ...nodeOnly.map((id) => `needs a module of Node, ${id.split(':').pop()}`),
  ];
}

/** A source as Grafana's validator wants it: own files relative to src/, others from ./node_modules/. */
function nameSource(source, map) {
  const path = relative(join(ROOT, 'src'), resolve(dirname(map), source))
    .split(sep)
    .join('/');
  const modules = path.lastIndexOf('node_modules/');
  if (modules >= 0) return `./${path.slice(modules)}`;
  return path;
}

/** An inline worker is text in the module; its map would be one more file, at an address that nothing serves. */
function withoutSourceMap() {
  return {
    name: 'without-source-map',
    generateBundle(_, bundle) {
      for (const [file, output] of Object.entries(bundle)) {
        if (file.endsWith('.map')) delete bundle[file];
        if (output.type !== 'chunk') continue;
        output.map = null;
        output.code = output.code.replace(/\/\/# sourceMappingURL=.*\n?$/, '');
      }
    },
  };
}
