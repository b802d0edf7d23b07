import { expect, test } from 'vitest';
import { encodePprof, printTree, sumParts, treeFromFolded } from '#profile';
import type { ViewOptions } from './types';
import { viewTrees as view } from './tree-store';

const CPU = { type: 'cpu', unit: 'nanoseconds' };
const NONE = new Uint8Array();
const PLAIN: ViewOptions = { filters: [], inverted: false, by: 'function' };

const pprofOf = (lines: string[]) => encodePprof(treeFromFolded(lines), { sampleType: CPU });
const part = (lines: string[], { noStack = 0, weight = 1 } = {}) => {
  const stacks = treeFromFolded(lines).columns[0]!.total[0]!;
  return { pprof: pprofOf(lines), total: stacks + noStack, weight };
};

test('a profile is the weighted sum of its parts, samples without a stack included', () => {
  const opened = sumParts([
    part(['main;serve 10', 'main;gc 30'], { noStack: 4, weight: 0.5 }),
    part(['main;serve 100'], { weight: 0.25 }),
  ]);
  expect(opened).toMatchObject({ total: 47, noStack: 2, notices: [] });
  expect(printTree(opened.tree)).toEqual([
    'root (47)',
    '├─ (no stack) (2)',
    '└─ main (45)',
    '   ├─ gc (15)',
    '   └─ serve (30)',
  ]);
});

test.each([
  { name: 'no parts', parts: [], printed: ['root (0)'] },
  {
    name: 'a part without a pprof',
    parts: [{ pprof: NONE, total: 0, weight: 1 }],
    printed: ['root (0)'],
  },
  {
    name: 'nothing but samples without a stack',
    parts: [{ pprof: NONE, total: 7, weight: 1 }],
    printed: ['root (7)', '└─ (no stack) (7)'],
  },
])('$name', ({ parts, printed }) => {
  const { tree, buildIds } = sumParts(parts);
  expect(printTree(tree)).toEqual(printed);
  expect(buildIds).toEqual([]);
});

test('a part that holds more than its total is whole, and that is said', () => {
  const { tree, total, noStack, notices } = sumParts([
    part(['main 10'], { noStack: -4 }),
    part(['main 5'], { noStack: 1 }),
  ]);
  expect(printTree(tree)).toEqual(['root (16)', '├─ (no stack) (1)', '└─ main (15)']);
  expect([total, noStack]).toEqual([16, 1]);
  expect(notices).toEqual(["The server's profile holds 4 more than its list of scrapes."]);
});

test('a view has one column a tree; filters say what they took', () => {
  const trees = [
    treeFromFolded(['main;serve 10', 'main;gc 30']),
    treeFromFolded(['main;serve 15', 'main;gc 20']),
  ];
  const { tree, table, removed } = view(trees, {
    ...PLAIN,
    filters: [{ kind: 'dropStack', field: 'function', pattern: 'gc' }],
  });
  expect(printTree(tree)).toEqual(['root (10 │ 15)', '└─ main (10 │ 15)', '   └─ serve (10 │ 15)']);
  expect(removed).toEqual([30, 20]);
  expect(table.names).toEqual(['main', 'serve']);
  expect(table.columns.map(({ total }) => [...total])).toEqual([
    [10, 10],
    [15, 15],
  ]);
});

const trees = [treeFromFolded(['main;serve;json 20', 'main;gc 5', 'init 1'])];

test.each<{ name: string; change: Partial<ViewOptions>; printed: string[] }>([
  {
    name: 'callers',
    change: { callersOf: 'json' },
    printed: ['root (20)', '└─ json (20)', '   └─ serve (20)', '      └─ main (20)'],
  },
  {
    name: 'callees',
    change: { calleesOf: 'serve' },
    printed: ['root (20)', '└─ serve (20)', '   └─ json (20)'],
  },
  {
    name: 'inverted',
    change: { inverted: true },
    printed: [
      'root (26)',
      '├─ gc (5)',
      '│  └─ main (5)',
      '├─ init (1)',
      '└─ json (20)',
      '   └─ serve (20)',
      '      └─ main (20)',
    ],
  },
])('$name change the tree; the table stays that of all functions', ({ change, printed }) => {
  const plain = view(trees, PLAIN);
  const { tree, table } = view(trees, { ...PLAIN, ...change });
  expect(printTree(tree)).toEqual(printed);
  expect(table.names).toEqual(plain.table.names);
  expect(table.columns).toEqual(plain.table.columns);
  expect(tree.frames.functionName.map((_, row) => table.names[table.rowOfFrame[row]!])).toEqual([
    ...tree.frames.functionName,
  ]);
});

test('callers and callees exclude each other', () => {
  expect(() => view(trees, { ...PLAIN, callersOf: 'a', calleesOf: 'b' })).toThrow(RangeError);
});

test('a mean is shown however large the sum is that it is of', () => {
  const block = part(['main;wait 6000000000000000', 'main;lock 5000000000000000'], { weight: 0.1 });
  const { total, notices } = sumParts([block]);
  expect(total).toBe(1.1e15);
  expect(notices).toEqual([]);
  expect(sumParts([{ ...block, weight: 1 }]).notices).toEqual([
    'The values add up to more than 2^53: they are rounded to 15 digits.',
  ]);
});

test('negative values are said to be there, and shares are of the sum without signs', () => {
  const opened = sumParts([part(['cache -30', 'serve 10'])]);
  expect(opened.notices).toEqual([
    'The profile holds negative values: shares are of the sum without signs, and widths are without signs too.',
  ]);
  const filters = [{ kind: 'dropStack', field: 'function', pattern: 'serve' }] as const;
  const { magnitudes, wholes, totals } = view([opened.tree], { ...PLAIN, filters });
  expect({ magnitudes, wholes, totals }).toEqual({ magnitudes: [30], wholes: [40], totals: [-30] });
});
