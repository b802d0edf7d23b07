import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildTopTable, printTree, treeFromFolded, unite, type CallTree } from '#profile';
import {
  buildComparisonRows,
  byDelta,
  compareAt,
  compareValues,
  oneSided,
  totalsOf,
  type ComparisonRow,
} from './comparison-row';

const names = fc.constantFrom('main', 'serve', 'constructor', '__proto__', 'byte[]', 'λ');
const stack = fc.tuple(fc.array(names, { minLength: 1, maxLength: 6 }), fc.nat(1_000_000));
const profile = fc
  .array(stack, { maxLength: 30 })
  .map((stacks) => treeFromFolded(stacks.map(([frames, value]) => `${frames.join(';')} ${value}`)));
const side = fc.record({ self: fc.integer(), total: fc.integer() });

const nodesOf = (tree: CallTree) => [...tree.frame.keys()].map((n) => compareAt(tree.columns, n));
const tableOf = (...sides: string[][]) =>
  buildTopTable(unite(sides.map((lines) => treeFromFolded(lines))), 'function');
const sumOfSelf = (rows: readonly ComparisonRow[]) =>
  rows.reduce((sum, { delta }) => sum + delta.self, 0);

const rows = buildComparisonRows(
  tableOf(
    ['main;walk;walk 4', 'main;old 30', 'main;same 5', 'main;__proto__ 10'],
    ['main;walk;walk 8', 'main;new 10', 'main;same 5', 'main;__proto__ 1'],
  ),
);

test('each function has both sides, their difference and whether it is new or gone', () => {
  expect(rows).toEqual([
    {
      name: '__proto__',
      baseline: { self: 10, total: 10 },
      comparison: { self: 1, total: 1 },
      delta: { self: -9, total: -9 },
      change: { self: -0.9, total: -0.9 },
      presence: 'both',
    },
    {
      name: 'main',
      baseline: { self: 0, total: 49 },
      comparison: { self: 0, total: 24 },
      delta: { self: 0, total: -25 },
      change: { self: undefined, total: -25 / 49 },
      presence: 'both',
    },
    {
      name: 'new',
      baseline: { self: 0, total: 0 },
      comparison: { self: 10, total: 10 },
      delta: { self: 10, total: 10 },
      change: { self: undefined, total: undefined },
      presence: 'new',
    },
    {
      name: 'old',
      baseline: { self: 30, total: 30 },
      comparison: { self: 0, total: 0 },
      delta: { self: -30, total: -30 },
      change: { self: -1, total: -1 },
      presence: 'gone',
    },
    {
      name: 'same',
      baseline: { self: 5, total: 5 },
      comparison: { self: 5, total: 5 },
      delta: { self: 0, total: 0 },
      change: { self: 0, total: 0 },
      presence: 'both',
    },
    {
      name: 'walk',
      baseline: { self: 4, total: 4 },
      comparison: { self: 8, total: 8 },
      delta: { self: 4, total: 4 },
      change: { self: 1, total: 1 },
      presence: 'both',
    },
  ]);
});

test('what grew most comes first, equal ones by name', () => {
  expect(rows.sort(byDelta).map(({ name }) => name)).toEqual([
    'new',
    'walk',
    'same',
    '__proto__',
    'main',
    'old',
  ]);
  const equal = buildComparisonRows(tableOf([], ['b 1', 'a 1', 'λ 1']));
  expect(equal.sort(byDelta).map(({ name }) => name)).toEqual(['a', 'b', 'λ']);
});

test('a frame that one side lacks is a zero there, so nothing of the change is lost', () => {
  const tree = unite([
    treeFromFolded(['main;serve 50', 'main;old 30']),
    treeFromFolded(['main;serve 60', 'main;new 10']),
  ]);
  expect(printTree(tree)).toEqual([
    'root (80 │ 70)',
    '└─ main (80 │ 70)',
    '   ├─ new (0 │ 10)',
    '   ├─ old (30 │ 0)',
    '   └─ serve (50 │ 60)',
  ]);
  expect(nodesOf(tree).map(({ delta }) => [delta.self, delta.total])).toEqual([
    [0, -10],
    [0, -10],
    [10, 10],
    [-30, -30],
    [10, 10],
  ]);
  expect(nodesOf(tree).map(oneSided)).toEqual([undefined, undefined, 'new', 'gone', undefined]);
  expect(totalsOf(tree)).toEqual([80, 70]);
});

test.each([
  { baseline: 1, comparison: 2, presence: 'both', change: 1 },
  { baseline: 4, comparison: 1, presence: 'both', change: -0.75 },
  { baseline: 0, comparison: 2, presence: 'new', change: undefined },
  { baseline: 2, comparison: 0, presence: 'gone', change: -1 },
  { baseline: 0, comparison: 0, presence: 'none', change: undefined },
  { baseline: -2, comparison: 2, presence: 'both', change: 2 },
  { baseline: 1e9, comparison: 1, presence: 'both', change: -0.999999999 },
])('$baseline against $comparison is $presence', ({ baseline, comparison, presence, change }) => {
  const row = compareValues({ self: 0, total: baseline }, { self: 0, total: comparison });
  expect(row).toMatchObject({ presence, change: { total: change } });
});

test('a function whose values cancel out is still there', () => {
  const [row] = buildComparisonRows(tableOf(['other 1'], ['f 3', 'f;g -3', 'other 1']));
  expect(row).toMatchObject({ name: 'f', comparison: { self: 3, total: 0 }, presence: 'new' });
});

test('deltas of self sum to the delta of the totals, in the tree and in every table', () => {
  fc.assert(
    fc.property(
      profile,
      profile,
      fc.constantFrom('function', 'file', 'binary', 'package'),
      (a, b, by) => {
        const tree = unite([a, b]);
        const [baseline, comparison] = totalsOf(tree);
        expect(sumOfSelf(nodesOf(tree))).toBe(comparison - baseline);
        expect(sumOfSelf(buildComparisonRows(buildTopTable(tree, by)))).toBe(comparison - baseline);
        expect(compareAt(tree.columns, 0).delta.total).toBe(comparison - baseline);
      },
    ),
  );
});

test('a profile against itself changed nowhere', () => {
  fc.assert(
    fc.property(profile, (a) => {
      for (const { delta, change, presence } of nodesOf(unite([a, a]))) {
        expect([delta.self, delta.total]).toEqual([0, 0]);
        expect([0, undefined]).toContain(change.total);
        expect(['both', 'none']).toContain(presence);
      }
    }),
  );
});

test('what the rounding of a mean leaves is no difference', () => {
  const mean = {
    self: 0,
    total: Array<number>(15)
      .fill(19 / 15)
      .reduce((a, b) => a + b, 0),
  };
  expect(mean.total).not.toBe(19);
  const row = compareValues({ self: 0, total: 19 }, mean);
  expect([row.delta.total, row.change.total]).toEqual([0, 0]);
});

test('swapping the sides negates the delta and turns new into gone', () => {
  const swapped = { new: 'gone', gone: 'new', both: 'both', none: 'none' };
  fc.assert(
    fc.property(side, side, (a, b) => {
      const [there, back] = [compareValues(a, b), compareValues(b, a)];
      expect(0 - back.delta.self).toBe(there.delta.self);
      expect(0 - back.delta.total).toBe(there.delta.total);
      expect(back.presence).toBe(swapped[there.presence]);
    }),
  );
});

test('the change times the baseline is the delta, and has its sign', () => {
  fc.assert(
    fc.property(side, side, (a, b) => {
      const { baseline, delta, change } = compareValues(a, b);
      for (const kind of ['self', 'total'] as const) {
        expect(change[kind] === undefined).toBe(baseline[kind] === 0);
        if (change[kind] === undefined) continue;
        expect(Math.sign(change[kind])).toBe(Math.sign(delta[kind]));
        expect(change[kind] * Math.abs(baseline[kind])).toBeCloseTo(delta[kind], 5);
      }
    }),
  );
});

test('a tree with one column is no comparison', () => {
  const tree: CallTree = treeFromFolded(['main 1']);
  expect(() => totalsOf(tree)).toThrow('a comparison has 2 columns, not 1');
});

test('stacks of 20,000 frames', () => {
  const deep = treeFromFolded([`${'walk;'.repeat(20_000)}leaf 7`]);
  const { columns } = unite([deep, treeFromFolded([])]);
  expect(compareAt(columns, 0).delta.total).toBe(-7);
  expect(compareAt(columns, 20_001).presence).toBe('gone');
});
