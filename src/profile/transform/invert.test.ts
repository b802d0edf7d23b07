import { expect, test } from 'vitest';
import { foldTree, printTree, treeFromFolded } from '../tree/folded';
import { invertTree } from './invert';

test('under the root what has a self, under it who called it', () => {
  const inverted = invertTree(treeFromFolded(['A;B;C 50', 'A;B 0', 'A;C 20', 'A 30']));
  expect(printTree(inverted)).toEqual([
    'root (100)',
    '├─ A (30)',
    '└─ C (70)',
    '   ├─ A (20)',
    '   └─ B (50)',
    '      └─ A (50)',
  ]);
  expect(foldTree(inverted)).toEqual(['A 30', 'C;A 20', 'C;B;A 50']);
});

test('recursion is a chain of callers', () => {
  expect(foldTree(invertTree(treeFromFolded(['f;f;f 1', 'f 2'])))).toEqual(['f 2', 'f;f;f 1']);
});

test('a bare root stays one', () => {
  expect(printTree(invertTree(treeFromFolded([])))).toEqual(['root (0)']);
});
