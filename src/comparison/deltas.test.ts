import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printTree, treeFromFolded, unite, type CallTree } from '#profile';
import { deltaOf, deltas, presenceOf, ratioOf, totalsOf } from './deltas';

const names = fc.constantFrom('main', 'serve', 'constructor', '__proto__', 'byte[]', 'λ');
const stack = fc.tuple(fc.array(names, { minLength: 1, maxLength: 6 }), fc.nat(1_000_000));
const profile = fc
  .array(stack, { maxLength: 30 })
  .map((stacks) => treeFromFolded(stacks.map(([frames, value]) => `${frames.join(';')} ${value}`)));

const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

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
  const { self, total } = deltas(tree);
  expect([...self]).toEqual([0, 0, 10, -30, 10]);
  expect([...total]).toEqual([-10, -10, 10, -30, 10]);
  expect(deltaOf(tree, 3)).toEqual({ self: -30, total: -30 });
  expect(totalsOf(tree)).toEqual([80, 70]);
});

test('deltas of self sum to the delta of the totals', () => {
  fc.assert(
    fc.property(profile, profile, (a, b) => {
      const tree = unite([a, b]);
      const [baseline, comparison] = totalsOf(tree);
      expect(sum(deltas(tree).self)).toBe(comparison - baseline);
      expect(deltas(tree).total[0]).toBe(comparison - baseline);
    }),
  );
});

test('a profile against itself is zero everywhere', () => {
  fc.assert(
    fc.property(profile, (a) => {
      const { self, total } = deltas(unite([a, a]));
      expect([...self, ...total].every((value) => Object.is(value, 0))).toBe(true);
    }),
  );
});

test('swapping the sides negates', () => {
  fc.assert(
    fc.property(profile, profile, (a, b) => {
      const tree = unite([a, b]);
      const swapped = deltas(unite([b, a]));
      expect(swapped.self.map((value) => 0 - value)).toEqual(deltas(tree).self);
      expect(swapped.total.map((value) => 0 - value)).toEqual(deltas(tree).total);
    }),
  );
});

test.each([
  { baseline: 1, comparison: 2, presence: 'both', ratio: 2 },
  { baseline: 4, comparison: 1, presence: 'both', ratio: 0.25 },
  { baseline: 0, comparison: 2, presence: 'new', ratio: undefined },
  { baseline: 2, comparison: 0, presence: 'gone', ratio: 0 },
  { baseline: 0, comparison: 0, presence: 'none', ratio: undefined },
  { baseline: -2, comparison: 2, presence: 'both', ratio: undefined },
  { baseline: 1e9, comparison: 1, presence: 'both', ratio: 1e-9 },
])('$baseline against $comparison is $presence', ({ baseline, comparison, presence, ratio }) => {
  expect(presenceOf(baseline, comparison)).toBe(presence);
  expect(ratioOf(baseline, comparison)).toBe(ratio);
});

test('a tree with one column is no comparison', () => {
  const tree: CallTree = treeFromFolded(['main 1']);
  expect(() => deltas(tree)).toThrow('a comparison has 2 columns, this tree has 1');
});

test('stacks of 20,000 frames', () => {
  const deep = treeFromFolded([`${'walk;'.repeat(20_000)}leaf 7`]);
  expect(deltas(unite([deep, treeFromFolded([])])).total[0]).toBe(-7);
});
