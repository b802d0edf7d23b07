import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';

const LOCK = 'package-lock.json';
/** Holds the hash of the lock file that node_modules was made from; npm's own file changes with its version. */
const STAMP = 'node_modules/.parcascope-lock';

/** Installs the locked dependencies when they are missing or of another lock file. Ends the process when npm fails. */
export function ensureInstalled() {
  const hash = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  console.log('Installing dependencies (npm ci) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed; see above. A registry must be reachable the first time.');
    process.exit(1);
  }
  writeFileSync(STAMP, hash);
}
