import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CallTree } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { foldTree, treeFromFolded } from '../tree/folded';
import { frameOf, FrameTableBuilder } from '../tree/frame-table';
import { sumTrees } from './sum-trees';

/** A stack of one frame in a binary. */
function inBinary(mapping: string, value: number): CallTree {
  const table = new FrameTableBuilder();
  table.add(frameOf({ functionName: 'runtime.gopark', mapping }));
  const builder = new CallTreeBuilder(table.build().frames, 1);
  builder.addStack([0], [value]);
  return builder.build();
}

test('a function of two binaries stays two frames', () => {
  const { frames, columns } = sumTrees([inBinary('/bin/a', 3), inBinary('/bin/b', 4)]);
  expect(frames.mapping).toEqual(['/bin/a', '/bin/b']);
  expect([...columns[0]!.self]).toEqual([0, 3, 4]);
  expect(sumTrees([inBinary('/bin/a', 3), inBinary('/bin/a', 4)]).columns[0]?.total[0]).toBe(7);
});

test('nothing is the empty tree', () => {
  expect(sumTrees([])).toEqual(treeFromFolded([]));
});

const stack = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 });
const lines = fc.array(
  fc.tuple(stack, fc.integer({ min: 1, max: 99 })).map(([names, n]) => `${names.join(';')} ${n}`),
);

test('is what one profile of all samples is, in any order and grouping', () => {
  fc.assert(
    fc.property(fc.array(lines, { minLength: 1 }), fc.nat(9), (profiles, cut) => {
      const trees = profiles.map((profile) => treeFromFolded(profile));
      const whole = foldTree(treeFromFolded(profiles.flat()));
      expect(foldTree(sumTrees(trees))).toEqual(whole);
      expect(foldTree(sumTrees(trees.toReversed()))).toEqual(whole);
      const grouped = [sumTrees(trees.slice(0, cut)), ...trees.slice(cut)];
      expect(sumTrees(grouped)).toEqual(sumTrees(trees));
    }),
  );
});

test('weights make a mean of sums', () => {
  const trees = [treeFromFolded(['a;b 10', 'a 4']), treeFromFolded(['a;b 6'])];
  expect(foldTree(sumTrees(trees, [0.5, 0.25]))).toEqual(['a 2', 'a;b 6.5']);
});

test('a difference keeps what is below zero, and no stack that comes to nothing', () => {
  const [end, start] = [
    ['main;serve 30', 'main;serve;read 5', 'main;gc;sweep 7', 'init 4', 'main;log 1'],
    ['main;serve 10', 'main;serve;read 5', 'main;gc;sweep 7', 'init 4', 'main;log 3'],
  ].map(treeFromFolded);
  const difference = sumTrees([end!, start!], [1, -1]);
  expect(foldTree(difference)).toEqual(['main;log -2', 'main;serve 20']);
  expect(difference.frames.functionName).toEqual(['log', 'main', 'serve']);
  expect(foldTree(sumTrees([end!, end!], [1, -1]))).toEqual([]);
});
