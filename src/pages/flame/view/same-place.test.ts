import fc from 'fast-check';
import { expect, test } from 'vitest';
import { treeFromFolded } from '#profile';
import { samePlace } from './same-place';

const tree = treeFromFolded(['a;b;c 10', 'a;d;c 30', 'e;c 5']);
const nameAt = (of: typeof tree, node: number | undefined) =>
  node === undefined ? undefined : of.frames.functionName[of.frame[node]!];

test('in the same tree every node is where it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: tree.frame.length - 1 }), (node) => {
      expect(samePlace(tree, node, tree)).toBe(node);
    }),
  );
});

test('the same calls in a tree with others before them', () => {
  const other = treeFromFolded(['a;a0 1', 'a;b;c 1', 'a;d;c 99']);
  const place = samePlace(tree, 3, other)!;
  expect(nameAt(tree, 3)).toBe('c');
  expect(other.columns[0]!.total[place]).toBe(1);
});

test('where its callers are gone it is the costliest of its function, or nothing', () => {
  const other = treeFromFolded(['x;c 1', 'y;c 7']);
  const place = samePlace(tree, 3, other)!;
  expect([nameAt(other, place), other.columns[0]!.total[place]]).toEqual(['c', 7]);
  expect(samePlace(tree, 3, treeFromFolded(['x 1']))).toBeUndefined();
});
