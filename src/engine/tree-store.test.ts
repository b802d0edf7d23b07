import { expect, test } from 'vitest';
import { judgeApplication, judgeFleet, type ApplicationSlices } from '#changes';
import type { SliceFacts } from '#comparison';
import { encodePprof, printTree, sumParts, treeFromFolded, type CallTree } from '#profile';
import { FLEET, makeFleet } from '../../tests/calibration/fleet';
import type { TreeHandle, ViewOptions } from './types';
import { TreeStore, viewTrees as view } from './tree-store';

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

test.each<{ name: string; change: Partial<ViewOptions>; printed: string[] }>([
  {
    name: 'rolled up',
    change: { by: 'package', rolledUp: true },
    printed: [
      'root (30)',
      '├─ (unknown) (4)',
      '└─ net/http (26)',
      '   └─ shop (20)',
      '      └─ net/http (8)',
    ],
  },
  {
    name: 'rolled up without recursion',
    change: { by: 'package', rolledUp: true, collapsed: true },
    printed: ['root (30)', '├─ (unknown) (4)', '└─ net/http (26)', '   └─ shop (12)'],
  },
  {
    name: 'rolled up, of one package',
    change: { by: 'package', rolledUp: true, calleesOf: 'shop' },
    printed: ['root (20)', '└─ shop (20)', '   └─ net/http (8)'],
  },
])('$name: frames are found in the table of packages', ({ change, printed }) => {
  const lines = ['net/http.serve;net/http.do 6', 'net/http.serve;shop.Pay 12', 'malloc 4'];
  const trees = [treeFromFolded([...lines, 'net/http.serve;shop.Pay;net/http.do 8'])];
  const { tree, table } = view(trees, { ...PLAIN, ...change });
  expect(printTree(tree)).toEqual(printed);
  expect(table.names).toEqual(['', 'net/http', 'shop']);
  expect([...table.columns[0]!.self]).toEqual([4, 14, 12]);
  const named = tree.frames.functionName.map((_, row) => table.names[table.rowOfFrame[row]!]);
  expect(named).toEqual(tree.frames.functionName.map((name) => (name === '(unknown)' ? '' : name)));
});

test('callers and callees of one function are two trees of one total', () => {
  const of = (name: string) => ({ callersOf: name, calleesOf: name });
  const { tree, callers, table } = view(trees, { ...PLAIN, ...of('serve') });
  expect(printTree(tree)).toEqual(['root (20)', '└─ serve (20)', '   └─ json (20)']);
  expect(printTree(callers!.tree)).toEqual(['root (20)', '└─ serve (20)', '   └─ main (20)']);
  const names = callers!.tree.frames.functionName;
  expect(names.map((_, frame) => table.names[callers!.rowOfFrame[frame]!])).toEqual([...names]);
  expect(() => view(trees, { ...PLAIN, callersOf: 'a', calleesOf: 'b' })).toThrow(RangeError);
  expect(view(trees, { ...PLAIN, calleesOf: 'serve' }).callers).toBeUndefined();
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

test('functions that another build numbers anew are matched where that is asked for, and told in either case', () => {
  const trees = [
    treeFromFolded(['main;run.func1;work 30', 'main;old 5']),
    treeFromFolded(['main;run.func2;work 60', 'main;fresh 7']),
  ];
  const renamed = [{ before: 'run.func1', after: 'run.func2' }];
  const matched = view(trees, { ...PLAIN, matchRenamed: true });
  expect(matched.renamed).toEqual(renamed);
  expect(matched.table.names).toEqual(['fresh', 'main', 'old', 'run.func2', 'work']);
  expect(printTree(matched.tree)).toContain('   └─ run.func2 (30 │ 60)');
  const apart = view(trees, PLAIN);
  expect(apart.renamed).toEqual(renamed);
  expect(apart.table.names).toContain('run.func1');
  expect(apart.totals).toEqual(matched.totals);
  expect(view(trees.slice(0, 1), { ...PLAIN, matchRenamed: true }).renamed).toEqual([]);
});

test('slices are judged under the names that the picture has', () => {
  const store = new TreeStore();
  const scrape = (name: string, i: number) =>
    treeFromFolded([
      ...Array.from({ length: 20 }, (_, k) => `main;idle${k} ${20 + ((i * 3 + k) % 5)}`),
      `main;${name} ${40 + (i % 3)}`,
    ]);
  const runs = ['run.func1', 'run.func2'].map((name, side) =>
    Array.from({ length: 10 }, (_, i) => {
      const handle = (100 * side + i) as TreeHandle;
      store.adopt(handle, scrape(name, i));
      return handle;
    }),
  );
  const sides = [runs[0]![0]!, runs[1]![0]!] as const;
  const facts: SliceFacts = {
    ...{ kind: 'counts', quantum: 1, isRate: true, sliceSeconds: 15 },
    seconds: runs.map((run) => run.map(() => 15)),
  };
  const judge = (matchRenamed: boolean) => {
    const { names, rows } = store.judge({
      ...{ sides, runs, facts, filters: [], by: 'function', matchRenamed },
    });
    return names.map((name, row) => `${name} ${rows[row]!.verdict}`);
  };
  expect(judge(true)).toContain('run.func2 within noise');
  expect(judge(true).join()).not.toContain('func1');
  expect(judge(false)).toEqual(expect.arrayContaining(['run.func1 gone', 'run.func2 new']));
});

type Slices = ApplicationSlices<CallTree>;

test('a scan that goes on has only what is new judged', () => {
  const store = new TreeStore();
  const trees = new Map<CallTree, TreeHandle>();
  const handlesOf = (run: readonly CallTree[]) =>
    run.map((tree) => {
      const handle = (trees.size + 1) as TreeHandle;
      trees.set(tree, handle);
      store.adopt(handle, tree);
      return handle;
    });
  const handed = (slices: Slices): ApplicationSlices<TreeHandle> => ({
    ...slices,
    units: slices.units.map((unit) => ({
      ...unit,
      runs: [handlesOf(unit.runs[0]), handlesOf(unit.runs[1])],
    })),
  });
  const plan = { ...FLEET, applications: [3, 2], slices: 3 };
  const [shop, mail] = makeFleet(plan, 1, false).slices as [Slices, Slices];
  const [first, second] = [handed(shop), handed(mail)];
  const begun = store.findChanges({ applications: [first], totals: [] });
  expect(begun).toEqual(judgeFleet([judgeApplication(shop)], []));
  for (const handle of first.units.flatMap(({ runs }) => runs.flat())) store.drop(handle);
  const gone = store.findChanges({ applications: [first, second], totals: [] });
  expect(gone).toEqual(judgeFleet([shop, mail].map(judgeApplication), []));
  expect(gone.looked.tests).toBeGreaterThan(begun.looked.tests);
  store.findChanges({ applications: [second], totals: [] });
  expect(() => store.findChanges({ applications: [first], totals: [] })).toThrow(RangeError);
});
