import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const LOCK = 'package-lock.json';
/** What npm writes when it has installed everything. */
const INSTALLED = 'node_modules/.package-lock.json';

/** Installs the locked dependencies when they are missing or of another lock file. Ends the process when npm fails. */
export function ensureInstalled() {
  const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
  if (existsSync(INSTALLED) && isInstalled(read(LOCK), read(INSTALLED))) return;
  console.log('Installing dependencies (npm ci) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed; see above. A registry must be reachable the first time.');
    process.exit(1);
  }
}

/** Whether every locked package is there in its version; npm leaves out optional ones that are of another platform. */
export function isInstalled(lock, installed) {
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .every(([path, wanted]) => {
      const found = installed.packages[path];
      if (!found) return wanted.optional === true;
      return found.version === wanted.version && found.integrity === wanted.integrity;
    });
}
