import { renderHook } from '@testing-library/react';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldTree, treeFromFolded, unite, type CallTree } from '#profile';
import { pathWords, useOrdered } from './ordered';

const ordered = (tree: CallTree, siblings: 'name' | 'width') =>
  renderHook(() => useOrdered({ tree, display: { siblings, width: 'both' } })).result.current.tree;

const line = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', 'c', 'constructor'), { minLength: 1, maxLength: 5 }),
    fc.integer({ min: 1, max: 50 }),
  )
  .map(([names, value]) => `${names.join(';')} ${value}`);
const lines = fc.array(line, { minLength: 1, maxLength: 12 });

test('widest first: the same stacks and totals, each caller’s callees by width', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const tree = unite([treeFromFolded(before), treeFromFolded(after)]);
      const shown = ordered(tree, 'width');
      const column = (of: CallTree, k: number) => ({ ...of, columns: [of.columns[k]!] });
      for (const k of [0, 1])
        expect(foldTree(column(shown, k)).sort()).toEqual(foldTree(column(tree, k)).sort());
      for (let n = 0; n < shown.frame.length; n++) {
        const callees: number[] = [];
        for (let c = n + 1; c < shown.end[n]!; c = shown.end[c]!) callees.push(c);
        const widths = callees.map((c) =>
          shown.columns.reduce((sum, { total }) => sum + total[c]!, 0),
        );
        expect(widths).toEqual([...widths].sort((a, b) => b - a));
        for (const { self, total } of shown.columns)
          expect(total[n]).toBe(callees.reduce((sum, c) => sum + total[c]!, self[n]!));
        expect(callees.every((c) => shown.depth[c] === shown.depth[n]! + 1)).toBe(true);
      }
    }),
  );
});

test('by name it is the tree itself', () => {
  const tree = treeFromFolded(['a;b 1', 'a;c 2']);
  expect(ordered(tree, 'name')).toBe(tree);
});

test('where the graph is, in words', () => {
  const tree = treeFromFolded(['a;b;c;d;e;f 1']);
  expect(pathWords(tree, 0)).toBe('The whole graph');
  expect(pathWords(tree, 1)).toBe('Zoomed to a');
  expect(pathWords(tree, 6)).toBe('Zoomed to f, called by e, d, c and 2 more');
});
