import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { modulesOfViewer } from '../report-viewer.mjs';
import { bundleModule } from './bundle.mjs';
import { makeFilesWorker } from './files-worker.mjs';
import { DEMANGLER, writeFiles } from './files.mjs';
import { DIST, FILES_WORKER, MODULES, REPORT_VIEWER, ROOT } from './modules.mjs';
import { packagesOf, printNotices } from './notices.mjs';
import { hashSources } from './sources.mjs';

/** Of what dist/ was built, written when it was whole. Outside of dist/, which holds nothing but the plugin. */
const STAMP = join(ROOT, 'build/.plugin-sources');

/** Clears dist/ and fills it again. */
export async function buildPlugin() {
  const hash = await hashSources();
  await rm(STAMP, { force: true });
  await rm(DIST, { recursive: true, force: true });
  const ids = [DEMANGLER, ...(await modulesOfViewer(REPORT_VIEWER.entry))];
  await inProduction(async () => {
    for (const module of MODULES) ids.push(...(await bundleModule(module)));
  });
  const filesWorker = await makeFilesWorker();
  ids.push(...filesWorker.inputs);
  await writeFiles({ today: dayOf(process.env.SOURCE_DATE_EPOCH) });
  await writeFile(join(DIST, FILES_WORKER.file), filesWorker.json);
  const where =
    'in the module.js files of this plugin, in demangler.wasm, report-viewer.json and files-worker.json';
  await writeFile(join(DIST, 'NOTICES.txt'), await printNotices(packagesOf(ids), where));
  await mkdir(dirname(STAMP), { recursive: true });
  await writeFile(STAMP, hash);
}

/** In a run of tests NODE_ENV is another, and libraries would bring what only their own developers need: 110 kB of checks. */
async function inProduction(work) {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await work();
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

/** Builds when dist/ is missing or not of these sources. Says whether it did. */
export async function ensurePluginBuilt() {
  const built = MODULES.every(({ folder }) => existsSync(join(DIST, folder, 'module.js')));
  const stamp = built && existsSync(STAMP) ? await readFile(STAMP, 'utf8') : '';
  if (stamp === (await hashSources())) return false;
  await buildPlugin();
  return true;
}

/** `2026-11-21` of seconds since the epoch as reproducible builds give them, of now without them. */
function dayOf(seconds) {
  const time = seconds ? Number(seconds) * 1000 : Date.now();
  return new Date(time).toISOString().slice(0, 10);
}
