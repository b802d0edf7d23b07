import { expect, test } from 'vitest';
import type { ScalingFacts } from '#comparison';
import type { TreeHandle, View } from '#engine';
import { buildTopTable, treeFromFolded, unite } from '#profile';
import { parseProfileType } from '#series';
import { compareView } from './scaled-view';

const tree = unite([treeFromFolded(['main 3230000000']), treeFromFolded(['main 4500000000'])]);
const VIEW: View = {
  handle: 1 as TreeHandle,
  tree,
  table: buildTopTable(tree, 'function'),
  ...{ totals: [3.23e9, 4.5e9], removed: [0, 0], magnitudes: [3.23e9, 4.5e9] },
  ...{ wholes: [3.23e9, 4.5e9], renamed: [] },
};
const facts = (type: string, more: Partial<ScalingFacts> = {}): ScalingFacts => ({
  profileType: parseProfileType(type),
  ...{ durationsSeconds: [290, 300], magnitudes: [3.23e9, 4.5e9] },
  ...more,
});
const CPU = facts('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const HEAP = facts('memory:inuse_space:bytes:space:bytes', { scrapes: [20, 19], series: [1, 3] });

const termsOf = (...[how, of]: [Parameters<typeof compareView>[1], ScalingFacts]) => {
  const { dividends } = compareView(VIEW, how, of);
  return dividends && [0, 1].map((k) => dividends.textOf(dividends.table.columns[k]!.total[0]!, k));
};

test('cores are seconds a second, so that what stands there can be typed into a calculator', () => {
  expect(termsOf('perSecond', CPU)).toEqual(['3.23 s ÷ 290 s', '4.5 s ÷ 300 s']);
});

test('shares, and means over scrapes, each with their own numbers', () => {
  expect(termsOf('share', CPU)).toEqual([
    '3,230,000,000 nanoseconds ÷ 3,230,000,000 nanoseconds',
    '4,500,000,000 nanoseconds ÷ 4,500,000,000 nanoseconds',
  ]);
  expect(termsOf('raw', HEAP)).toEqual([
    '3,230,000,000 bytes (mean over 20 scrapes)',
    '4,500,000,000 bytes (sum of the means of 3 series over 19 scrapes)',
  ]);
  expect(termsOf('perUnit', HEAP)![1]).toBe(
    '4,500,000,000 bytes (sum of the means of 3 series over 19 scrapes) ÷ 3 series',
  );
});

test('what is shown as it is has no formula of its own', () => {
  expect(termsOf('raw', CPU)).toBeUndefined();
});
