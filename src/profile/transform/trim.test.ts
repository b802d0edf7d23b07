import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldTree, printTree, treeFromFolded } from '../tree/folded';
import { TRIMMED } from '../tree/call-tree';
import { trimTree } from './trim';
import { unite } from './unite';

const tree = treeFromFolded(['A;B;C 20', 'A;B;D 1', 'A;E;F 2', 'A;E;G 3', 'A 4', 'H 70']);

test('the narrowest nodes become one frame at their place, and every total stays', () => {
  const { tree: trimmed, trimmed: count } = trimTree(tree, 5);
  expect(printTree(trimmed)).toEqual([
    'root (100)',
    '├─ A (30)',
    '│  ├─ (trimmed) (5)',
    '│  └─ B (21)',
    '│     ├─ (trimmed) (1)',
    '│     └─ C (20)',
    '└─ H (70)',
  ]);
  expect(count).toBe(4);
});

test('a tree that is small enough is the tree itself', () => {
  expect(trimTree(tree, 9)).toEqual({ tree, trimmed: 0 });
  expect(trimTree(tree, 9).tree).toBe(tree);
});

test('the root stays whatever is asked', () => {
  expect(printTree(trimTree(tree, 0).tree)).toEqual(['root (100)', '└─ (trimmed) (100)']);
});

test('trimming again joins the frame that is there', () => {
  const once = trimTree(tree, 5).tree;
  expect(foldTree(trimTree(once, 2).tree)).toEqual([`${TRIMMED} 30`, 'H 70']);
});

test('a node that one side alone has is as wide as both sides together', () => {
  const two = unite([treeFromFolded(['A 1', 'B 50']), treeFromFolded(['A 90', 'B 50'])]);
  expect(printTree(trimTree(two, 2).tree)).toEqual([
    'root (51 │ 140)',
    '├─ (trimmed) (1 │ 90)',
    '└─ B (50 │ 50)',
  ]);
});

const stacks = fc.array(
  fc.tuple(
    fc.array(fc.constantFrom('a', 'b', 'c', TRIMMED), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: -50, max: 50 }),
  ),
  { maxLength: 40 },
);

test('totals of the root and of every kept function stay, and no more nodes than asked', () => {
  fc.assert(
    fc.property(stacks, fc.integer({ min: 1, max: 30 }), (lines, maxNodes) => {
      const whole = treeFromFolded(lines.map(([names, value]) => `${names.join(';')} ${value}`));
      const { tree: cut, trimmed } = trimTree(whole, maxNodes);
      expect(cut.columns[0]!.total[0]).toBe(whole.columns[0]!.total[0]);
      const own = whole.frame.length - trimmed;
      expect(own).toBeLessThanOrEqual(Math.max(maxNodes, whole.frame.length - trimmed));
      if (trimmed > 0) expect(own).toBe(maxNodes);
    }),
  );
});
