import { expect, test } from 'vitest';
import { buildTopTable, treeFromFolded, unite } from '#profile';
import { buildComparisonRows, totalsOf } from './comparison-row';
import { normalise } from './normalise';
import { summarise } from './summary';
import { parseProfileType } from '#series';

function summaryOf(before: string[], after: string[]) {
  const tree = unite([treeFromFolded(before), treeFromFolded(after)]);
  return summarise(buildComparisonRows(buildTopTable(tree, 'function')), totalsOf(tree));
}

test('growth is explained by the function whose own cost grew most', () => {
  expect(summaryOf(['main;quote 40', 'main;json 60'], ['main;quote 60', 'main;json 65'])).toEqual({
    direction: 'grew',
    delta: 25,
    change: 0.25,
    explainedBy: { name: 'quote', delta: 20, share: 0.8 },
    mostGrown: { name: 'quote', delta: 20 },
  });
});

test('a drop is explained by what dropped; others may have moved against it', () => {
  expect(summaryOf(['main;quote 40', 'main;json 60'], ['main;quote 10', 'main;json 65'])).toEqual({
    direction: 'shrank',
    delta: -25,
    change: -0.25,
    explainedBy: { name: 'quote', delta: -30, share: 1.2 },
    mostGrown: { name: 'json', delta: 5 },
    mostShrunk: { name: 'quote', delta: -30 },
  });
});

test('equal shares have no explanation, but movers', () => {
  const raw = unite([treeFromFolded(['a 1', 'b 3']), treeFromFolded(['a 3', 'b 3'])]);
  const type = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
  const { tree } = normalise(raw, 'share', { profileType: type, durationsSeconds: [1, 1] });
  const rows = buildComparisonRows(buildTopTable(tree, 'function'));
  expect(summarise(rows, totalsOf(tree))).toEqual({
    direction: 'unchanged',
    delta: 0,
    change: 0,
    mostGrown: { name: 'a', delta: 0.25 },
    mostShrunk: { name: 'b', delta: -0.25 },
  });
});

test('growth from nothing has no relative change; of equal movers the first by name is named', () => {
  expect(summaryOf([], ['b 5', 'a 5'])).toEqual({
    direction: 'grew',
    delta: 10,
    explainedBy: { name: 'a', delta: 5, share: 0.5 },
    mostGrown: { name: 'a', delta: 5 },
  });
});

test('two empty sides', () => {
  expect(summaryOf([], [])).toEqual({ direction: 'unchanged', delta: 0 });
});
