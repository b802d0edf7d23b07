// npm run bench: prints the tables of README.md as they are on this machine.
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchDecode } from './decode/run.mjs';
import { printTable } from './figures.mjs';
import { benchFlameGraph } from './flame-graph/run.mjs';
import { benchTargets } from './targets/run.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const decode = await benchDecode(ROOT);
const graph = await benchFlameGraph(ROOT);
const targets = await benchTargets(ROOT);

console.log(`Node ${process.versions.node}, Chromium ${graph.chromium} without a GPU,`);
console.log(`pprof of ${decode.pprof ?? 'no Go: not measured'}, ${availableParallelism()} cores\n`);
console.log(`## Decode and top table (ms)\n\n${printTable(decode.rows)}\n`);
console.log(`## Flame graph (ms)\n\n${printTable(graph.times)}\n`);
console.log(`## Flame graph (ratios)\n\n${printTable(graph.ratios)}\n`);
console.log(`## Targets (ms)\n\n${printTable(targets)}`);
