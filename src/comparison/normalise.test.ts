import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildTopTable, treeFromFolded, unite } from '#profile';
import { parseProfileType } from '#series';
import { buildComparisonRows, compareAt } from './comparison-row';
import {
  chooseNormalisation,
  divideTable,
  formulaOf,
  normalisationsFor,
  normalise,
  type Normalisation,
} from './normalise';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const MUTEX = parseProfileType('mutex:delay:nanoseconds:contentions:count:delta');
const ALLOC = parseProfileType('memory:alloc_space:bytes:space:bytes:delta');
const HEAP = parseProfileType('memory:inuse_space:bytes:space:bytes');

const SECOND = 1e9;
const tree = unite([
  treeFromFolded([`main;a ${30 * SECOND}`, `main;b ${10 * SECOND}`]),
  treeFromFolded([`main;a ${30 * SECOND}`, `main;c ${30 * SECOND}`]),
]);
const facts = { profileType: CPU, durationsSeconds: [100, 300] } as const;

test('raw is the tree as it is', () => {
  const answer = normalise(tree, 'raw', facts);
  expect(answer.tree).toBe(tree);
  expect(answer).toMatchObject({ unit: 'nanoseconds', undivided: [] });
});

test('CPU time per second is cores: windows of unequal length become comparable', () => {
  const answer = normalise(tree, 'perSecond', facts);
  expect(answer.unit).toBe('cores');
  expect(answer.tree.columns.map(({ total }) => [...total])).toEqual([
    [0.4, 0.4, 0.3, 0.1, 0],
    [0.2, 0.2, 0.1, 0, 0.1],
  ]);
});

test('shares are of each side’s own total, and neither side is scaled to the other', () => {
  const answer = normalise(tree, 'share', facts);
  expect(answer.unit).toBe('share');
  expect(answer.tree.columns.map(({ total }) => [...total])).toEqual([
    [1, 1, 0.75, 0.25, 0],
    [1, 1, 0.5, 0, 0.5],
  ]);
});

test('shares of a filtered tree can be of the whole', () => {
  const answer = normalise(tree, 'share', { ...facts, magnitudes: [80 * SECOND, 120 * SECOND] });
  expect(answer.tree.columns.map(({ total }) => total[0])).toEqual([0.5, 0.5]);
});

test.each([
  { type: CPU, unit: 'cores', divisor: SECOND },
  { type: MUTEX, unit: 'nanoseconds/s', divisor: 1 },
  { type: ALLOC, unit: 'bytes/s', divisor: 1 },
])('$type.sampleType per second is $unit', ({ type, unit, divisor }) => {
  const answer = normalise(tree, 'perSecond', { profileType: type, durationsSeconds: [2, 4] });
  expect(answer.unit).toBe(unit);
  expect(answer.tree.columns[1]!.total[0]).toBe((60 * SECOND) / (4 * divisor));
});

test('of two servers shares alone are offered, whatever is known or chosen', () => {
  const known = { units: true, requests: true, elsewhere: true };
  for (const kind of ['delta', 'gauge', 'counter'] as const)
    expect(normalisationsFor(kind, known)).toEqual(['share']);
  expect(chooseNormalisation(normalisationsFor('delta', known), 'perSecond')).toBe('share');
});

test('a state has no rate: it is not offered, and refused', () => {
  expect(normalisationsFor('delta')).toEqual(['raw', 'perSecond', 'share']);
  expect(normalisationsFor('gauge')).toEqual(['raw', 'share']);
  expect(normalisationsFor('counter')).toEqual(['raw', 'perSecond', 'share']);
  const known = { units: true, requests: true };
  expect(normalisationsFor('gauge', known)).toEqual(['raw', 'perUnit', 'share']);
  expect(normalisationsFor('delta', known)).toEqual([
    'raw',
    'perSecond',
    'perUnit',
    'perRequest',
    'share',
  ]);
  const heap = { profileType: HEAP, durationsSeconds: [1, 1] } as const;
  for (const how of ['perSecond', 'perRequest'] as const)
    expect(() => normalise(tree, how, heap)).toThrow(
      'inuse_space covers no time: it has no rate per second',
    );
});

test.each<{ how: Normalisation; durationsSeconds: [number, number] }>([
  { how: 'share', durationsSeconds: [1, 1] },
  { how: 'perSecond', durationsSeconds: [0, 1] },
])('$how of nothing is 0 and says so', ({ how, durationsSeconds }) => {
  const half = unite([treeFromFolded([]), treeFromFolded(['main 5'])]);
  const answer = normalise(half, how, { profileType: ALLOC, durationsSeconds });
  expect(answer.undivided).toEqual(['baseline']);
  expect([...answer.tree.columns[0]!.total]).toEqual([0, 0]);
  for (const node of [0, 1])
    expect(compareAt(answer.tree.columns, node).delta.total).toBe(
      answer.tree.columns[1]!.total[node],
    );
});

test.each([
  { kind: 'delta', choice: 'perUnit', chosen: 'perSecond' },
  { kind: 'gauge', choice: 'perUnit', chosen: 'raw' },
  { kind: 'delta', choice: 'share', chosen: 'share' },
  { kind: 'delta', choice: undefined, chosen: 'perSecond' },
] as const)('$choice of a $kind whose units are not known is $chosen', (of) => {
  expect(chooseNormalisation(normalisationsFor(of.kind), of.choice)).toBe(of.chosen);
});

test('files are added up, and divided by their number where one side has more of them', () => {
  const [equal, unequal] = [
    [2, 2],
    [2, 3],
  ] as const;
  expect(normalisationsFor('delta', { units: true, files: equal })).toEqual([
    ...['raw', 'perSecond', 'perFile', 'share'],
  ]);
  const chosen = (files: readonly [number, number], choice?: Normalisation) =>
    chooseNormalisation(normalisationsFor('gauge', { files }), choice, files);
  expect([chosen(equal), chosen(unequal), chosen(unequal, 'raw')]).toEqual([
    'raw',
    'perFile',
    'raw',
  ]);
  expect(chosen(unequal, 'perUnit')).toBe('perFile');
  const heap = { profileType: HEAP, durationsSeconds: [0, 0], files: unequal } as const;
  const answer = normalise(tree, 'perFile', heap);
  expect(answer.unit).toBe('bytes per file');
  const [baseline, comparison] = tree.columns.map(({ total }) => total[0]!);
  expect(answer.tree.columns.map(({ total }) => total[0])).toEqual([
    baseline! / 2,
    comparison! / 3,
  ]);
  const facts = { ...heap, magnitudes: [1, 1], scrapes: [2, 3] } as const;
  expect(formulaOf('perFile', facts)).toBe('delta = comparison ÷ 3 files − baseline ÷ 2 files');
  expect(formulaOf('raw', facts)).toBe('delta = comparison − baseline');
});

test('one unit against three: cores per unit', () => {
  const answer = normalise(tree, 'perUnit', { ...facts, series: [1, 4] });
  expect(answer.unit).toBe('cores per unit');
  expect(answer.tree.columns.map(({ total }) => total[0])).toEqual([0.4, 0.05]);
});

test('a state per unit is divided by the units alone', () => {
  const heap = { profileType: HEAP, durationsSeconds: [0, 0], series: [1, 3] } as const;
  const sides = [treeFromFolded(['main 12']), treeFromFolded(['main 36'])];
  const answer = normalise(unite(sides), 'perUnit', heap);
  expect(answer).toMatchObject({ unit: 'bytes per unit', undivided: [] });
  expect(answer.tree.columns.map(({ total }) => total[0])).toEqual([12, 12]);
});

test('as many identical units more or fewer are no difference per unit', () => {
  const values = fc.array(fc.integer({ min: 0, max: 2 ** 30 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 50 }), (unit, count) => {
      const side = (times: number) => treeFromFolded(unit.map((v, i) => `main;f${i} ${v * times}`));
      const { columns } = normalise(unite([side(1), side(count)]), 'perUnit', {
        profileType: ALLOC,
        durationsSeconds: [1, 1],
        series: [1, count],
      }).tree;
      expect(columns[1]).toEqual(columns[0]);
    }),
  );
});

test('CPU time per request: twice the requests at twice the time cost the same', () => {
  const sides = [treeFromFolded([`main ${30 * SECOND}`]), treeFromFolded([`main ${60 * SECOND}`])];
  const answer = normalise(unite(sides), 'perRequest', {
    profileType: CPU,
    durationsSeconds: [100, 100],
    requestRates: [5, 10],
  });
  expect(answer.unit).toBe('nanoseconds per request');
  expect(answer.tree.columns.map(({ total }) => total[0])).toEqual([0.06 * SECOND, 0.06 * SECOND]);
});

test('without a number of units or of requests there is nothing to divide by', () => {
  for (const how of ['perUnit', 'perRequest'] as const)
    expect(normalise(tree, how, facts).undivided).toEqual(['baseline', 'comparison']);
});

test('shares of self sum to 1, and the root is exactly 1', () => {
  const values = fc.array(fc.integer({ min: 1, max: 2 ** 40 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(values, values, (a, b) => {
      const sides = [a, b].map((side) => treeFromFolded(side.map((v, i) => `main;f${i} ${v}`)));
      const { columns } = normalise(unite(sides), 'share', facts).tree;
      for (const { self, total } of columns) {
        expect(total[0]).toBe(1);
        expect(self.reduce((x, y) => x + y, 0)).toBeCloseTo(1, 10);
      }
    }),
  );
});

test('small shares are not rounded before they are subtracted', () => {
  const sides = [
    treeFromFolded(['hot 1000000000', 'rare 1000']),
    treeFromFolded(['hot 1000000000', 'rare 3000']),
  ];
  const { tree: shares } = normalise(unite(sides), 'share', facts);
  expect(compareAt(shares.columns, 2).delta.total).toBeCloseTo(2e-6, 10);
});

test('a table is divided after its values were summed, and 0 gives 0', () => {
  const sides = [treeFromFolded(['a;f 1', 'b;f 2']), treeFromFolded(['a;f 9'])];
  const table = divideTable(buildTopTable(unite(sides), 'function'), [3, 0]);
  expect(buildComparisonRows(table).find(({ name }) => name === 'f')).toMatchObject({
    baseline: { self: 1, total: 1 },
    comparison: { self: 0, total: 0 },
    delta: { self: -1, total: -1 },
    presence: 'gone',
  });
});

test.each<{ how: Normalisation; formula: string }>([
  {
    how: 'raw',
    formula: 'delta = comparison − baseline',
  },
  {
    how: 'perSecond',
    formula: 'delta = comparison ÷ 300 s − baseline ÷ 299.5 s',
  },
  {
    how: 'share',
    formula: 'delta = comparison ÷ 26.62 s − baseline ÷ 0 ns (shown as 0)',
  },
  {
    how: 'perUnit',
    formula: 'delta = comparison ÷ 300 s ÷ 3 series − baseline ÷ 299.5 s ÷ 1 series',
  },
  {
    how: 'perRequest',
    formula:
      'delta = comparison ÷ (300 s × 4.5 requests/s) − baseline ÷ (299.5 s × 0 requests/s) (shown as 0)',
  },
])('the formula of $how has its divisors put in', ({ how, formula }) => {
  const given = {
    profileType: CPU,
    durationsSeconds: [299.5, 300],
    magnitudes: [0, 26_620_000_000],
    series: [1, 3],
    scrapes: [30, 90],
    requestRates: [0, 4.5],
  } as const;
  expect(formulaOf(how, given)).toBe(formula);
});

test.each([
  ['cpu:nanoseconds', 26_630_000_123, '26.63 s', '26,630,000,123 nanoseconds'],
  ['wait:microseconds', 1500, '1.5 ms', '1,500 microseconds'],
  ['space:bytes', 325_058_561, '310 MiB', '325,058,561 bytes'],
  ['samples:count', 1_234_567, '1,234,567 count', '1,234,567 count'],
  ['fuel:litres', 3, '3 litres', '3 litres'],
])(
  'a share of %s: what it is divided by is read, and there with every digit',
  (type, whole, read, exact) => {
    const facts = {
      profileType: parseProfileType(`p:${type}:${type}:delta`),
      durationsSeconds: [10, 10],
      magnitudes: [whole, whole],
    } as const;
    expect(formulaOf('share', facts)).toBe(`delta = comparison ÷ ${read} − baseline ÷ ${read}`);
    expect(formulaOf('share', facts, 'exact')).toContain(`comparison ÷ ${exact} −`);
  },
);

test.each<{ how: Normalisation; series: readonly [number, number]; formula: string }>([
  {
    how: 'raw',
    series: [1, 1],
    formula: 'delta = comparison (mean over 1 scrape) − baseline (mean over 30 scrapes)',
  },
  {
    how: 'perUnit',
    series: [3, 1],
    formula:
      'delta = comparison (mean over 1 scrape) ÷ 1 series − baseline (sum of the means of 3 series over 30 scrapes) ÷ 3 series',
  },
])('the formula of a state says that it is a mean per scrape: $how', ({ how, series, formula }) => {
  const given = {
    profileType: HEAP,
    durationsSeconds: [0, 0],
    magnitudes: [1, 1],
    series,
    scrapes: [30, 1],
  } as const;
  expect(formulaOf(how, given)).toBe(formula);
});
