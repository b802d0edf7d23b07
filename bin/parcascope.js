#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const BUILT = new URL('../build/node/parcascope.js', import.meta.url);

if (!existsSync(BUILT)) {
  process.stderr.write('parcascope: not built: run npm run build\n');
  process.exit(3);
}

const { run } = await import(BUILT.href);
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const code = await run(process.argv.slice(2), {
  root: fileURLToPath(new URL('..', import.meta.url)),
  version,
  env: process.env,
  loadConsole: () => import('../build/node/console.js'),
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  now: () => Date.now(),
  onStop,
});
if (code !== 0) process.exitCode = code;

/** The first signal stops what runs, a second one ends the process. */
function onStop(stop) {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      stop();
    });
}
