import { expect, test } from 'vitest';
import { NO_STACK } from './call-tree';
import { frameOf } from './frame-table';
import { foldTree, printTree, treeFromFolded } from './folded';
import { treeOf } from '../tree-laws.fixture';
import { unite } from '../transform/unite';

test('a tree is drawn with its totals, siblings in order', () => {
  const tree = treeFromFolded(['main;serve;encode 20', 'main;gc 30', 'main;serve 50', 'idle 1']);
  expect(printTree(tree)).toEqual([
    'root (101)',
    '├─ idle (1)',
    '└─ main (100)',
    '   ├─ gc (30)',
    '   └─ serve (70)',
    '      └─ encode (20)',
  ]);
});

test('several columns stand side by side', () => {
  const a = treeFromFolded(['main;x 1', 'main;y;z 2']);
  const b = treeFromFolded(['main;w 4', 'main;y -3']);
  const both = unite([a, b]);
  expect(printTree(both)).toEqual([
    'root (3 │ 1)',
    '└─ main (3 │ 1)',
    '   ├─ w (0 │ 4)',
    '   ├─ x (1 │ 0)',
    '   └─ y (2 │ -3)',
    '      └─ z (2 │ 0)',
  ]);
  expect(foldTree(both, 1)).toEqual(['main;w 4', 'main;y -3']);
});

test('folding is the way back, and equal stacks are one', () => {
  const lines = ['a;b 1', 'a;b;c d -2', 'z 0.5'];
  expect(foldTree(treeFromFolded([...lines, 'a;b 0']))).toEqual(lines);
  expect(foldTree(treeFromFolded(['a 1', 'a 2']))).toEqual(['a 3']);
});

test('a line with a number alone has no stack', () => {
  expect(foldTree(treeFromFolded([' 5', '6']))).toEqual([`${NO_STACK} 11`]);
});

test.each(['main', 'main ', 'main x'])('a line without a number is refused: "%s"', (line) => {
  expect(() => treeFromFolded([line])).toThrow(`no value at the end of "${line}"`);
});

test('an unsymbolised frame is written as its binary and address', () => {
  const frame = frameOf({ mapping: '/lib/libc.so.6', address: 0xfffffff1n });
  const tree = treeOf([{ stack: [frame], values: [7] }], 1);
  expect(foldTree(tree)).toEqual(['[libc.so.6] 0xfffffff1 7']);
});
