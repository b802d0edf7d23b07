import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './modules.mjs';

const SOURCES = [
  'src',
  'plugin.json',
  'public/img',
  'docs/img',
  'docs/plugin-readme.md',
  'provisioning/dashboards',
  'scripts/plugin',
  'scripts/report-viewer.mjs',
  'CHANGELOG.md',
  'LICENSE',
  'package.json',
  'package-lock.json',
];
const TEST = /\.test\.tsx?$/;

/** Of names, sizes and times of what dist/ is made from: no file has to be read. */
export async function hashSources() {
  const hash = createHash('sha256');
  const visit = async (path) => {
    const found = await stat(join(ROOT, path));
    if (found.isDirectory())
      for (const name of (await readdir(join(ROOT, path))).sort()) await visit(`${path}/${name}`);
    else if (!TEST.test(path)) hash.update(`${path} ${found.size} ${found.mtimeMs}\n`);
  };
  for (const source of SOURCES) if (existsSync(join(ROOT, source))) await visit(source);
  return hash.digest('hex');
}
