import { expect, test } from 'vitest';
import { treeFromFolded } from '#profile';
import { commonDeltas } from './common-stacks';

const of = (lines: readonly string[], name: string) => {
  const tree = treeFromFolded(lines);
  return Object.fromEntries(commonDeltas(tree, tree.columns[0]!.total, name));
};

test('callers and callees by the stacks that hold both', () => {
  const lines = ['main;serve;quote;hash 3', 'main;serve;hash 1', 'main;hash 5'];
  expect(of(lines, 'serve')).toEqual({ main: 4, serve: 4, quote: 3, hash: 4 });
  expect(of(lines, 'hash')).toEqual({ main: 9, serve: 4, quote: 3, hash: 9 });
  expect(of(lines, 'nobody')).toEqual({});
});

test('recursion counts once a stack', () => {
  const lines = ['main;walk;visit;walk;visit 2', 'main;walk 1', 'visit;walk 4'];
  expect(of(lines, 'walk')).toEqual({ main: 3, walk: 7, visit: 6 });
  expect(of(lines, 'visit')).toEqual({ main: 2, walk: 6, visit: 6 });
});
