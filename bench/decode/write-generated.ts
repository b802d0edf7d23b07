// node write-generated.js NODES FILE: the generated tree as a pprof file.
import { writeFileSync } from 'node:fs';
import { encodePprof } from '#profile';
import { generateTree } from '../generate-tree';

const [nodes, file] = process.argv.slice(2);
const sampleType = { type: 'cpu', unit: 'nanoseconds' };
writeFileSync(file!, encodePprof(generateTree(Number(nodes)), { sampleType }));
