import { expect, test } from 'vitest';
import { treeFromFolded } from '#profile';
import { findStack, stackId } from './stack-id';

const tree = treeFromFolded(['main;serve;encode 20', 'main;gc;encode 10', '__proto__;encode 1']);

test('every stack has a name of its own that leads back to it', () => {
  const ids = [...tree.frame.keys()].map((node) => stackId(tree, node));
  expect(new Set(ids).size).toBe(tree.frame.length);
  expect(ids.map((id) => findStack(tree, id))).toEqual([...tree.frame.keys()]);
  expect(ids[0]).toBeUndefined();
});

test('the name stays when other stacks come and go', () => {
  const later = treeFromFolded(['a 5', 'main;another;x 3', 'main;serve;encode 7']);
  const node = [...tree.frame.keys()].findLast((n) => tree.depth[n] === 3)!;
  const found = findStack(later, stackId(tree, node));
  expect(stackId(later, found)).toBe(stackId(tree, node));
  expect(later.depth[found]).toBe(3);
});

test('a stack that is not there is the whole graph', () => {
  expect(findStack(tree, 'no-such')).toBe(0);
});
