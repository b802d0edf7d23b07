// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { frameOf, FrameTableBuilder, treeFromFolded, unite } from '#profile';
import { buildDescriber, describedCells, type FrameDescription } from './describe';

const printDescription = (described: FrameDescription) => describedCells(described).join(', ');

const nodeOf = (tree: ReturnType<typeof treeFromFolded>, name: string) =>
  tree.frame.findIndex((row) => tree.frames.functionName[row] === name);

test('one profile: self, total and their shares', () => {
  const tree = treeFromFolded(['a;b 250', 'a 500', 'c 250']);
  const describe = buildDescriber(tree, { unit: 'bytes' });
  expect(printDescription(describe(nodeOf(tree, 'a')))).toBe(
    'a, self 500 B · 50 % of total, total 750 B · 75 % of total',
  );
  expect(printDescription(describe(0))).toBe(
    'total, self 0 B · 0 % of total, total 1,000 B · 100 % of total',
  );
});

test('a comparison: both sides, the difference and its relation to the baseline', () => {
  const tree = unite([treeFromFolded(['a 100', 'b 40']), treeFromFolded(['a 150', 'c 30'])]);
  const describe = buildDescriber(tree, { unit: 'count' });
  expect(printDescription(describe(nodeOf(tree, 'a')))).toBe(
    'a, total, baseline 100, total, comparison 150, total, change +50 (+50 %), ' +
      'self, baseline 100, self, comparison 150, self, change +50 (+50 %)',
  );
  expect(printDescription(describe(nodeOf(tree, 'b')))).toContain('b (gone), ');
  expect(printDescription(describe(nodeOf(tree, 'b')))).toContain('total, change −40 (−100 %)');
  expect(printDescription(describe(nodeOf(tree, 'c')))).toContain('c (new), ');
  expect(printDescription(describe(nodeOf(tree, 'c')))).toContain('total, change +30,');
});

test('a value that was divided is told with what it was and what by', () => {
  const raw = unite([treeFromFolded(['a 100']), treeFromFolded(['a 150'])]);
  const columns = raw.columns.map(({ self, total }) => ({
    self: self.map((value) => value / 10),
    total: total.map((value) => value / 10),
  }));
  const textOf = (value: number, column: number) => `${value} samples ÷ ${column + 10} s`;
  const tree = { ...raw, columns };
  const describe = buildDescriber(tree, { unit: 'count/s', dividends: { tree: raw, textOf } });
  expect(describe(1).facts.slice(0, 3)).toEqual([
    { label: 'total, baseline', value: '100 samples ÷ 10 s = 10/s' },
    { label: 'total, comparison', value: '150 samples ÷ 11 s = 15/s' },
    { label: 'total, change', value: '+5/s (+50 %)' },
  ]);
});

test('where the function is from, as far as it is known', () => {
  const tree = treeFromFolded(['a 1']);
  const table = new FrameTableBuilder();
  table.add(
    frameOf({
      functionName: 'a',
      fileName: 'a.go',
      line: 12,
      systemName: '_Z1a',
      mapping: '/bin/a',
      buildId: '7f3a',
      inlined: 1,
    }),
  );
  const describe = buildDescriber({ ...tree, frames: table.build().frames }, { unit: 'count' });
  expect(describe(1).facts.slice(2)).toEqual([
    { label: 'symbol', value: '_Z1a' },
    { label: 'file', value: 'a.go:12' },
    { label: 'binary', value: '/bin/a' },
    { label: 'build', value: '7f3a' },
    { label: 'inlined', value: 'always' },
  ]);
  expect(buildDescriber(tree, { unit: 'count' })(1).facts).toHaveLength(2);
});

test('an empty profile has no share', () => {
  expect(printDescription(buildDescriber(treeFromFolded([]), { unit: 'count' })(0))).toBe(
    'total, self 0 · – of total, total 0 · – of total',
  );
});

test('a negative frame is marked, and its share is of the sum without signs', () => {
  const describe = buildDescriber(treeFromFolded(['cache;evict -30', 'serve 10']), {
    unit: 'count',
  });
  expect(describe(0)).not.toHaveProperty('presence');
  expect(printDescription(describe(1))).toBe(
    'cache (negative), self 0 · 0 % of total, total −30 · −75 % of total',
  );
});

test('values that cancel out have shares that are numbers', () => {
  const describe = buildDescriber(treeFromFolded(['a;x -5', 'a;y 5']), { unit: 'count' });
  expect(printDescription(describe(2))).toBe(
    'x (negative), self −5 · −50 % of total, total −5 · −50 % of total',
  );
});

test('a name that would turn the direction of what follows shows that it does', () => {
  const tree = treeFromFolded(['main.pay\u202egnihton 1']);
  expect(buildDescriber(tree, { unit: 'count' })(1).title).toBe('main.pay\\u{202e}gnihton');
});
