import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { reportViewerFile } from '../report-viewer.mjs';
import { DIST, MODULES, REPORT_VIEWER, ROOT } from './modules.mjs';

const DASHBOARDS = join(ROOT, 'provisioning/dashboards');
/** What reads the mangled names of C++ and Rust, loaded when a profile has some. */
export const DEMANGLER = join(ROOT, 'node_modules/gecko-profiler-demangle/index_bg.wasm');
/** Where the images come from that a manifest names as `img/…`, in this order. */
const IMAGES = ['public/img', 'docs/img'];
const README = 'docs/plugin-readme.md';
const TEXTS = { 'CHANGELOG.md': 'CHANGELOG.md', LICENSE: 'LICENSE' };

/** Everything of dist/ but the modules: the three manifests with the images they name, dashboards, the demangler, what runs in a report, and the texts. */
export async function writeFiles({ today }) {
  const dashboards = await copyDashboards();
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  for (const { folder, manifest } of MODULES) {
    const text = await readFile(join(ROOT, manifest), 'utf8');
    const json = fillIn(JSON.parse(text), { version, today });
    if (folder === '') json.includes.push(...dashboards);
    await writeText(join(DIST, folder, 'plugin.json'), `${JSON.stringify(json, null, 2)}\n`);
    await copyImages(json.info, join(DIST, folder));
  }
  await cp(DEMANGLER, join(DIST, 'demangler.wasm'));
  await writeText(join(DIST, REPORT_VIEWER.file), await reportViewerFile(REPORT_VIEWER.entry));
  for (const [name, from] of Object.entries(TEXTS)) await cp(join(ROOT, from), join(DIST, name));
  await writeText(join(DIST, 'README.md'), await readReadme());
}

function fillIn(manifest, { version, today }) {
  const values = { VERSION: version, TODAY: today, PLUGIN_ID: manifest.id };
  const text = JSON.stringify(manifest);
  return JSON.parse(text.replace(/%([A-Z_]+)%/g, (whole, name) => values[name] ?? whole));
}

async function copyImages({ logos, screenshots = [] }, folder) {
  const paths = [...Object.values(logos), ...screenshots.map(({ path }) => path)];
  for (const path of paths) {
    const found = IMAGES.map((from) => join(ROOT, from, basename(path))).find(existsSync);
    if (!found) throw new Error(`${path} is in none of ${IMAGES.join(', ')}`);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(found, join(folder, path));
  }
}

/**
 * The dashboards that are provisioned, for those who have the zip alone: an administrator imports them from the plugin's page. Without
 * their `revision`, by which Grafana would import them by itself and over the provisioned ones.
 */
async function copyDashboards() {
  const files = existsSync(DASHBOARDS)
    ? (await readdir(DASHBOARDS)).filter((name) => name.endsWith('.json')).sort()
    : [];
  const includes = [];
  for (const name of files) {
    const dashboard = JSON.parse(await readFile(join(DASHBOARDS, name), 'utf8'));
    delete dashboard.revision;
    await writeText(join(DIST, 'dashboards', name), `${JSON.stringify(dashboard, null, 2)}\n`);
    includes.push({ type: 'dashboard', name: dashboard.title, path: `dashboards/${name}` });
  }
  return includes;
}

/** Grafana shows the text on the plugin's page, where images are found below the plugin's own path. */
async function readReadme() {
  const { id } = JSON.parse(await readFile(join(ROOT, MODULES[0].manifest), 'utf8'));
  const text = await readFile(join(ROOT, README), 'utf8');
  return text.replaceAll('](img/', `](public/plugins/${id}/img/`);
}

async function writeText(file, text) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
