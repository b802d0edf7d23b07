import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildTopTable, treeFromFolded, unite } from '#profile';
import { buildComparisonRows, byChange, byDelta, byName, byRatio } from './comparison-rows';

const tableOf = (...sides: string[][]) =>
  buildTopTable(unite(sides.map((lines) => treeFromFolded(lines))), 'function');

const rows = buildComparisonRows(
  tableOf(
    ['main;walk;walk 4', 'main;old 30', 'main;same 5', 'main;__proto__ 10'],
    ['main;walk;walk 8', 'main;new 10', 'main;same 5', 'main;__proto__ 1'],
  ),
);
const namesBy = (order: typeof byName) => [...rows].sort(order).map(({ name }) => name);

test('each function has both sides, their difference and whether it is new or gone', () => {
  expect(rows).toEqual([
    {
      name: '__proto__',
      baseline: { self: 10, total: 10 },
      comparison: { self: 1, total: 1 },
      delta: { self: -9, total: -9 },
      ratio: 0.1,
      presence: 'both',
    },
    {
      name: 'main',
      baseline: { self: 0, total: 49 },
      comparison: { self: 0, total: 24 },
      delta: { self: 0, total: -25 },
      ratio: 24 / 49,
      presence: 'both',
    },
    {
      name: 'new',
      baseline: { self: 0, total: 0 },
      comparison: { self: 10, total: 10 },
      delta: { self: 10, total: 10 },
      presence: 'new',
    },
    {
      name: 'old',
      baseline: { self: 30, total: 30 },
      comparison: { self: 0, total: 0 },
      delta: { self: -30, total: -30 },
      ratio: 0,
      presence: 'gone',
    },
    {
      name: 'same',
      baseline: { self: 5, total: 5 },
      comparison: { self: 5, total: 5 },
      delta: { self: 0, total: 0 },
      ratio: 1,
      presence: 'both',
    },
    {
      name: 'walk',
      baseline: { self: 4, total: 4 },
      comparison: { self: 8, total: 8 },
      delta: { self: 4, total: 4 },
      ratio: 2,
      presence: 'both',
    },
  ]);
});

test('orders', () => {
  expect(namesBy(byDelta)).toEqual(['new', 'walk', 'same', '__proto__', 'main', 'old']);
  expect(namesBy(byChange)).toEqual(['old', 'main', 'new', '__proto__', 'walk', 'same']);
  expect(namesBy(byRatio)).toEqual(['new', 'walk', 'same', 'main', '__proto__', 'old']);
  expect(namesBy(byName)).toEqual(rows.map(({ name }) => name));
});

test('a new function whose values cancel out is still there', () => {
  const [row] = buildComparisonRows(tableOf(['other 1'], ['f 3', 'f;g -3', 'other 1']));
  expect(row).toMatchObject({ name: 'f', comparison: { self: 3, total: 0 }, presence: 'new' });
});

test('divisors apply to the sums, and 0 gives 0', () => {
  const divided = buildComparisonRows(tableOf(['a;f 1', 'b;f 2'], ['a;f 9']), [3, 0]);
  expect(divided.find(({ name }) => name === 'f')).toEqual({
    name: 'f',
    baseline: { self: 1, total: 1 },
    comparison: { self: 0, total: 0 },
    delta: { self: -1, total: -1 },
    ratio: 0,
    presence: 'gone',
  });
});

test('self of all rows sums to the delta of the totals', () => {
  const side = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'c;a', 'c;b;c'), fc.nat(1e9));
  fc.assert(
    fc.property(side, side, (a, b) => {
      const [before, after] = [a, b].map((values) =>
        Object.entries(values).map(([stack, value]) => `${stack} ${value}`),
      );
      const tree = unite([treeFromFolded(before!), treeFromFolded(after!)]);
      const sum = buildComparisonRows(buildTopTable(tree, 'function')).reduce(
        (total, { delta }) => total + delta.self,
        0,
      );
      expect(sum).toBe(tree.columns[1]!.total[0]! - tree.columns[0]!.total[0]!);
    }),
  );
});
