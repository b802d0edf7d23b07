// node in-process.js FILE: milliseconds to decode it and build its top table, first and warm, as JSON.
import { readFileSync } from 'node:fs';
import { buildTopTable, decodePprof } from '#profile';

const WARM_UP = 5;
const REPEATS = 15;

const bytes = new Uint8Array(readFileSync(process.argv[2]!));
const times: number[] = [];
let nodes = 0;
let functions = 0;
for (let i = 0; i < WARM_UP + REPEATS; i++) {
  const start = performance.now();
  const { tree } = decodePprof(bytes);
  const table = buildTopTable(tree, 'function');
  times.push(performance.now() - start);
  nodes = tree.frame.length;
  functions = table.names.length;
}
const warm = times.slice(WARM_UP).sort((a, b) => a - b);
const answer = { nodes, functions, first: times[0], warm: warm[REPEATS >> 1] };
process.stdout.write(JSON.stringify(answer));
