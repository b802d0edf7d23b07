// node transforms.js NODES: milliseconds of what a page asks of a large tree, first and warm, and the bytes of it a node, as JSON.
import {
  buildTopTable,
  calleesOf,
  callersOf,
  frameName,
  searchTree,
  unite,
  type CallTree,
} from '#profile';
import { generateTree } from '../generate-tree';

const REPEATS = 7;

const tree = generateTree(Number(process.argv[2]));
const other = {
  ...tree,
  columns: tree.columns.map(({ self, total }) => ({ self: self.slice(), total: total.slice() })),
};
const name = frameName(tree.frames, tree.frame[widestBelow(tree)]!);
const work = {
  'unite two': () => unite([tree, other]),
  'top table': () => buildTopTable(tree, 'function'),
  search: () => searchTree(tree, { text: 'team3/', regex: false }),
  'callees of one': () => calleesOf(tree, name),
  'callers of one': () => callersOf(tree, name),
};
const answer = Object.entries(work).map(([what, run]) => {
  const times = Array.from({ length: REPEATS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  const warm = times.slice(1).sort((a, b) => a - b);
  return { what, first: times[0], warm: warm[warm.length >> 1] };
});
process.stdout.write(
  JSON.stringify({ nodes: tree.frame.length, bytesANode: bytesANode(tree), answer }),
);

/** The widest function that something calls and that calls something. */
function widestBelow({ depth, end, columns }: CallTree): number {
  const { total } = columns[0]!;
  let widest = 1;
  for (let n = 1; n < depth.length; n++)
    if (depth[n]! > 3 && end[n]! > n + 1 && (depth[widest]! <= 3 || total[n]! > total[widest]!))
      widest = n;
  return widest;
}

/** Of its columns; texts are as many as functions, not as nodes. */
function bytesANode({ frame, depth, end, columns }: CallTree): number {
  const bytes = [frame, depth, end, ...columns.flatMap(({ self, total }) => [self, total])];
  return bytes.reduce((sum, { byteLength }) => sum + byteLength, 0) / frame.length;
}
