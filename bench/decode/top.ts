// node top.js FILE: what `go tool pprof -top` prints of it, as `self total name`, widest self first.
import { readFileSync } from 'node:fs';
import { buildTopTable, decodePprof } from '#profile';

const { tree } = decodePprof(new Uint8Array(readFileSync(process.argv[2]!)));
const { names, columns } = buildTopTable(tree, 'function');
const { self, total } = columns[0]!;
const rows = [...names.keys()].sort((a, b) => self[b]! - self[a]! || total[b]! - total[a]!);
process.stdout.write(rows.map((row) => `${self[row]} ${total[row]} ${names[row]}\n`).join(''));
