// What a report runs, as text: `import(…?report-viewer)` gives the script and the style with the hashes that its policy lets run.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build, transform } from 'esbuild';

const QUERY = '?report-viewer';

/** For Vite, and so for tests. */
export function reportViewer() {
  return {
    name: 'report-viewer',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(QUERY)) return undefined;
      return (await asModule(id.slice(0, -QUERY.length))).code;
    },
  };
}

/** For esbuild. */
export const reportViewerForNode = {
  name: 'report-viewer',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?report-viewer$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice(0, -QUERY.length)),
      namespace: 'report-viewer',
    }));
    onLoad({ filter: /./, namespace: 'report-viewer' }, async ({ path }) => ({
      contents: (await asModule(path)).code,
    }));
  },
};

/** Ids of the modules that are in it, for the notices of who wrote them. */
export async function modulesOfViewer(path) {
  return (await asModule(path)).inputs;
}

const made = new Map();

function asModule(path) {
  if (!made.has(path)) made.set(path, make(path));
  return made.get(path);
}

async function make(path) {
  const { outputFiles, metafile } = await build({
    entryPoints: [path],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    platform: 'browser',
    legalComments: 'none',
    // The library's own style sheet is for a page of its own.
    loader: { '.css': 'empty' },
    charset: 'utf8',
    metafile: true,
    write: false,
  });
  const script = outputFiles[0].text.trim();
  if (/<\/script|<!--/i.test(script)) throw new Error('the script would end its own element');
  const css = await readFile(join(dirname(path), 'report.css'), 'utf8');
  const style = (
    await transform(css, { loader: 'css', minify: true, charset: 'utf8' })
  ).code.trim();
  const parts = { script, scriptHash: hashOf(script), style, styleHash: hashOf(style) };
  return {
    code: Object.entries(parts)
      .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`)
      .join(''),
    inputs: Object.keys(metafile.inputs).map((input) => resolve(input)),
  };
}

function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
