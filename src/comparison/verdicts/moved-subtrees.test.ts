import { expect, test } from 'vitest';
import { treeFromFolded, unite } from '#profile';
import { judgeSlices } from './judge-slices';
import { movedSubtrees } from './moved-subtrees';
import { buildSlicedTable } from './sliced-table';

/** Nanoseconds waited in 10 s: `steady` as ever, `worse` as given, which varies a little. */
const waits = (worse: number, i: number) => [
  `shop.steady;lock ${1_000_000_000 + 7_000_000 * (i % 3)}`,
  `shop.worse;lock ${worse + 5_000_000 * (i % 2)}`,
];

test('waits of a longer window are no growth: the function that waits more a second is named', () => {
  const runs = [
    Array.from({ length: 10 }, (_, i) => waits(100_000_000, i)),
    Array.from({ length: 30 }, (_, i) => waits(180_000_000, i)),
  ];
  const table = buildSlicedTable(
    runs.map((slices) => slices.map(treeFromFolded)),
    { filters: [], by: 'function' },
  );
  const verdicts = judgeSlices(table, {
    ...{ kind: 'levels', quantum: 0, isRate: true, sliceSeconds: 10 },
    seconds: runs.map((slices) => slices.map(() => 10)),
  });
  const tree = unite(runs.map((slices) => treeFromFolded(slices.flat())));
  expect(verdicts.names.filter((_, row) => verdicts.rows[row]!.verdict === 'grew').sort()).toEqual([
    'lock',
    'shop.worse',
  ]);
  expect(movedSubtrees(tree, verdicts).grew).toMatchObject({
    name: 'shop.worse',
    below: 'lock',
  });
});
