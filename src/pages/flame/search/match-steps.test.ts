import { expect, test } from 'vitest';
import { buildTopTable, searchTree, treeFromFolded, unite, type CallTree } from '#profile';
import { matchingNodes, matchingRows, stepPlace } from './match-steps';

const framesOf = (tree: CallTree, text: string) => {
  const found = searchTree(tree, { text, regex: false });
  if (found.kind === 'invalid') throw new Error(found.message);
  return found.frames;
};

test('every frame that matches, also inside another one, and none without a width', () => {
  const tree = unite([
    treeFromFolded(['main;json;write;json 5', 'main;x 1', 'other;json 0']),
    treeFromFolded(['main;json;write;json 0', 'gone;json 3']),
  ]);
  const nodes = matchingNodes(tree, framesOf(tree, 'json'));
  expect(nodes.map((n) => tree.frames.functionName[tree.frame[n]!])).toEqual(
    nodes.map(() => 'json'),
  );
  expect(nodes.map((n) => tree.columns.map(({ total }) => total[n]))).toEqual([
    [0, 3],
    [5, 0],
    [5, 0],
  ]);
});

test('rows of packages match when one of their functions does', () => {
  const tree = treeFromFolded(['net/http.Serve;shop.Pay 1', 'net/url.Parse 1']);
  const table = buildTopTable(tree, 'package');
  expect(table.names).toEqual(['net/http', 'net/url', 'shop']);
  expect([...matchingRows(table, framesOf(tree, 'Pa'))]).toEqual([0, 1, 1]);
});

test.each([
  { matches: [3, 5, 9], from: undefined, by: 1 as const, to: 0 },
  { matches: [3, 5, 9], from: undefined, by: -1 as const, to: 2 },
  { matches: [3, 5, 9], from: 5, by: 1 as const, to: 2 },
  { matches: [3, 5, 9], from: 9, by: 1 as const, to: 0 },
  { matches: [3, 5, 9], from: 3, by: -1 as const, to: 2 },
  { matches: [3, 5, 9], from: 6, by: 1 as const, to: 2 },
  { matches: [3, 5, 9], from: 6, by: -1 as const, to: 1 },
  { matches: [3, 5, 9], from: 1, by: -1 as const, to: 2 },
  { matches: [3, 5, 9], from: 11, by: 1 as const, to: 0 },
  { matches: [], from: 11, by: 1 as const, to: -1 },
])('from $from by $by in $matches: $to', ({ matches, from, by, to }) => {
  expect(stepPlace(matches, from, by)).toBe(to);
});
