// npm run bench [-- decode|flame-graph|targets [options]]: prints the tables as they are on this machine.
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runDecode } from './decode/run.mjs';
import { runFlameGraph } from './flame-graph/run.mjs';
import { runTargets } from './targets/run.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const BENCHES = { decode: runDecode, 'flame-graph': runFlameGraph, targets: runTargets };

const [named, ...options] = process.argv.slice(2);
if (named !== undefined && !(named in BENCHES)) {
  console.error(`npm run bench -- [${Object.keys(BENCHES).join('|')}]: there is no ${named}`);
  process.exit(2);
}
console.log(`Node ${process.versions.node}, ${availableParallelism()} cores\n`);
for (const [name, run] of Object.entries(BENCHES))
  if (named === undefined || named === name) await run(ROOT, options);
