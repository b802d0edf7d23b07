import { expect, test } from 'vitest';
import { printTree, treeFromFolded } from './folded';
import { addNoStack } from './no-stack';
import { unite } from './unite';

const tree = unite([treeFromFolded(['main 5']), treeFromFolded(['main 7'])]);

test('what has no stack is a child of the root', () => {
  expect(printTree(addNoStack(tree, [0, 3]))).toEqual([
    'root (5 │ 10)',
    '├─ (no stack) (0 │ 3)',
    '└─ main (5 │ 7)',
  ]);
});

test('added to what is there already', () => {
  const twice = addNoStack(addNoStack(tree, [1, 3]), [1, 0]);
  expect(printTree(twice)[1]).toBe('├─ (no stack) (2 │ 3)');
});

test('nothing is added when there is nothing', () => {
  expect(addNoStack(tree, [0, 0])).toBe(tree);
});

test('one value a column', () => {
  expect(() => addNoStack(tree, [1])).toThrow('1 values for 2 columns');
});
