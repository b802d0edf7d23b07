// From a fresh clone to a running console: dependencies, build, start. Old Nodes must be able to read this file.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { spawnSync } from 'node:child_process';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const STAMP = join(ROOT, 'build/.sources');
const BUILT = ['build/node/parcascope.js', 'build/console/index.html'];
const SCRIPTS = ['build.mjs', 'node-programs.mjs', 'report-viewer.mjs'];
const SOURCES = ['src', 'vite.config.ts', 'package-lock.json', 'package.json'].concat(
  SCRIPTS.map((name) => 'scripts/' + name),
);

checkNode();
process.chdir(ROOT);
import(pathToFileURL(join(ROOT, 'scripts/install.mjs')).href)
  .then(function (install) {
    install.ensureInstalled();
    ensureBuilt();
    return import(pathToFileURL(join(ROOT, 'bin/parcascope.js')).href);
  })
  .catch(function (error) {
    console.error(error.message);
    process.exit(1);
  });

function checkNode() {
  const parts = process.versions.node.split('.').map(Number);
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return;
  console.error('Parcascope needs Node 20.19 or later, this is ' + process.versions.node + '.');
  process.exit(1);
}

function ensureBuilt() {
  const hash = hashSources();
  const built = BUILT.every((file) => existsSync(join(ROOT, file)));
  if (built && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  console.log('Building …');
  const result = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.status !== 0) {
    console.error('The build failed; see above.');
    process.exit(1);
  }
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  writeFileSync(STAMP, hash);
}

/** Names, sizes and times of all sources: no file has to be read. */
function hashSources() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(path);
    if (!stat.isDirectory()) hash.update(path + ' ' + stat.size + ' ' + stat.mtimeMs + '\n');
    else for (const name of readdirSync(path).sort()) visit(join(path, name));
  };
  for (const source of SOURCES) visit(join(ROOT, source));
  return hash.digest('hex');
}
