import { expect, test } from 'vitest';
import { foldTree, treeFromFolded } from './folded';
import { searchTree } from './search';
import { unite } from './unite';

const tree = unite([
  treeFromFolded(['main;Read;read 5', 'main;write;Read 2', 'main 10', 'Sum[int] 1']),
  treeFromFolded(['main;read -4']),
]);
const found = (pattern: string) => {
  const result = searchTree(tree, pattern);
  if (result.kind === 'invalid') return result;
  const names = tree.frames.functionName.filter((_, row) => result.frames[row] === 1);
  return { names, functions: result.functions, matched: result.matched };
};

test.each([
  { pattern: 'read', names: ['Read', 'read'], matched: [7, -4] },
  { pattern: 'Read', names: ['Read'], matched: [7, 0] },
  { pattern: '^r.a\\S$', names: ['Read', 'read'], matched: [7, -4] },
  { pattern: 'read|write', names: ['Read', 'read', 'write'], matched: [7, -4] },
  { pattern: '\\[int', names: ['Sum[int]'], matched: [1, 0] },
  { pattern: 'nowhere', names: [], matched: [0, 0] },
  { pattern: '', names: [], matched: [0, 0] },
])('"$pattern" matches $names, a stack once', ({ pattern, names, matched }) => {
  expect(found(pattern)).toEqual({ names, functions: names.length, matched });
});

test('what is no regular expression yet is an answer', () => {
  expect(searchTree(tree, 'read(')).toEqual({
    kind: 'invalid',
    message: expect.stringContaining('Unterminated group'),
  });
  expect(foldTree(tree)).toHaveLength(4);
});
