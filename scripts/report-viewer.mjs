// What a report runs, as text: `import(…?report-viewer)` gives `loadViewer`, and that the script and the style with the hashes that its policy lets run.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build, transform } from 'esbuild';

const QUERY = '?report-viewer';

/** For Vite, and so for tests. */
export function reportViewer() {
  return pluginOf(async (path) => inline((await made(path)).viewer));
}

/** For Grafana's plugins, where a module is one file with a budget: the app's own file, which is fetched when a report is made. */
export function fetchedReportViewer(file) {
  return pluginOf(async () => fetched(file));
}

/** That file. */
export async function reportViewerFile(path) {
  return JSON.stringify((await made(path)).viewer);
}

function pluginOf(codeOf) {
  return {
    name: 'report-viewer',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(QUERY)) return undefined;
      // Of no source that a map could name.
      return { code: await codeOf(id.slice(0, -QUERY.length)), map: { mappings: '' } };
    },
  };
}

const inline = (viewer) => `export const loadViewer = async () => (${JSON.stringify(viewer)});`;

const fetched = (file) => `import { locationUtil } from '@grafana/data';
export async function loadViewer() {
  const answer = await fetch(locationUtil.assureBaseUrl(${JSON.stringify(file)}));
  if (!answer.ok) throw new Error(\`${file}: HTTP \${answer.status}\`);
  return answer.json();
}`;

/** For esbuild. */
export const reportViewerForNode = {
  name: 'report-viewer',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?report-viewer$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice(0, -QUERY.length)),
      namespace: 'report-viewer',
    }));
    onLoad({ filter: /./, namespace: 'report-viewer' }, async ({ path }) => ({
      contents: inline((await made(path)).viewer),
    }));
  },
};

/** Ids of the modules that are in it, for the notices of who wrote them. */
export async function modulesOfViewer(path) {
  return (await made(path)).inputs;
}

const viewers = new Map();

function made(path) {
  if (!viewers.has(path)) viewers.set(path, make(path));
  return viewers.get(path);
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
  return {
    viewer: { script, scriptHash: hashOf(script), style, styleHash: hashOf(style) },
    inputs: Object.keys(metafile.inputs).map((input) => resolve(input)),
  };
}

function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
