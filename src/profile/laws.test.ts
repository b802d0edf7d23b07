import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CallTree } from './tree/call-tree';
import { scaleColumns } from './tree/columns';
import { decodePprof } from './decode/decode-pprof';
import { encodePprof } from './encode/encode-pprof';
import { collapseRecursion } from './transform/collapse';
import { filterTree, takenBy, type FrameFilter } from './transform/filter';
import { calleesOf, callersOf } from './transform/focus';
import { invertTree } from './transform/invert';
import { rollUp, UNTOLD } from './transform/roll-up';
import { searchTree } from './names/search';
import { buildTopTable, TOP_TABLE_KEYS } from './top-table';
import { arbitraryTree, expectLaws, type Stack, stacksOf } from './tree-laws.fixture';
import { unite } from './transform/unite';

const check = (property: fc.IProperty<[CallTree]> | fc.IProperty<[CallTree, CallTree]>) =>
  fc.assert(property as fc.IProperty<unknown>, { numRuns: 100 });
const rootTotals = (tree: CallTree) => tree.columns.map((column) => column.total[0]!);
const withColumns = (tree: CallTree, ...indexes: number[]): CallTree => ({
  ...tree,
  columns: indexes.map((k) => tree.columns[k]!),
});
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);

/** Self and total of every name, without those that are 0 in all columns. */
function topRows(tree: CallTree, by: (typeof TOP_TABLE_KEYS)[number] = 'function') {
  const table = buildTopTable(tree, by);
  const rows = table.names.map((name, row) => [
    name,
    ...table.columns.flatMap(({ self, total }) => [self[row]!, total[row]!]),
  ]);
  return rows.filter((row) => row.slice(1).some((value) => value !== 0));
}

test('what the builder makes is canonical; self sums to the root total', () => {
  check(
    fc.property(arbitraryTree(2), (tree) => {
      expectLaws(tree);
      tree.columns.forEach(({ self, total }) => expect(sum(self)).toBe(total[0]));
    }),
  );
});

test('in the top table self sums to the root total, and a stack counts once in a total', () => {
  check(
    fc.property(arbitraryTree(2), (tree) => {
      for (const by of TOP_TABLE_KEYS) {
        const { names, columns, rowOfFrame } = buildTopTable(tree, by);
        expect(columns.map(({ self }) => sum(self))).toEqual(rootTotals(tree));
        const stacks = stacksOf(tree);
        names.forEach((_, row) =>
          columns.forEach(({ total }, k) => {
            const having = stacks.filter(({ rows }) => rows.some((r) => rowOfFrame[r] === row));
            expect(total[row]).toBe(sum(having.map(({ self }) => self[k]!)));
          }),
        );
      }
    }),
  );
});

test('unite keeps every column, node by node and function by function', () => {
  check(
    fc.property(arbitraryTree(2), arbitraryTree(1), (a, b) => {
      const both = unite([a, b]);
      expectLaws(both);
      expect(rootTotals(both)).toEqual([...rootTotals(a), ...rootTotals(b)]);
      expect(topRows(withColumns(both, 0, 1))).toEqual(topRows(a));
      expect(topRows(withColumns(both, 2))).toEqual(topRows(b));
      expect(stacksOf(withColumns(both, 2))).toHaveLength(stacksOf(b).length);
    }),
  );
});

test('few trees, which are merged, are united as many, which are looked up', () => {
  check(
    fc.property(arbitraryTree(1), arbitraryTree(2), (a, b) => {
      const nothing = calleesOf(a, 'nothing of this name');
      const many = unite([a, b, ...Array.from({ length: 8 }, () => nothing)]);
      expect(withColumns(many, 0, 1, 2)).toEqual(unite([a, b]));
    }),
  );
});

test('unite commutes, and one tree united is itself', () => {
  check(
    fc.property(arbitraryTree(1), arbitraryTree(1), (a, b) => {
      expect(unite([b, a])).toEqual(withColumns(unite([a, b]), 1, 0));
      expect(unite([a])).toEqual(a);
    }),
  );
});

test('decode(encode(tree)) is the tree', () => {
  check(
    fc.property(arbitraryTree(1), (tree) => {
      const sampleType = { type: '__proto__', unit: 'count' };
      for (const compress of [true, false]) {
        const bytes = encodePprof(tree, { sampleType, compress });
        expect(decodePprof(bytes).tree).toEqual(tree);
      }
    }),
  );
});

test('inverting keeps the total, puts every self under the root, and twice is the same tree', () => {
  check(
    fc.property(arbitraryTree(2), (tree) => {
      const inverted = invertTree(tree);
      expectLaws(inverted);
      expect(rootTotals(inverted)).toEqual(rootTotals(tree));
      expect(invertTree(inverted)).toEqual(tree);
    }),
  );
});

test('callers and callees have the total of the top table', () => {
  check(
    fc.property(arbitraryTree(2), (tree) => {
      const { names, columns } = buildTopTable(tree, 'function');
      names.forEach((name, row) => {
        const totals = columns.map(({ total }) => total[row]);
        for (const focused of [callersOf(tree, name), calleesOf(tree, name)]) {
          expectLaws(focused);
          expect(rootTotals(focused)).toEqual(totals);
        }
      });
    }),
  );
});

const filter: fc.Arbitrary<FrameFilter> = fc.record({
  kind: fc.constantFrom('keepStack', 'dropStack', 'hideFrame', 'keepFrame', 'showFrom'),
  field: fc.constant('function' as const),
  pattern: fc.constantFrom('a', 'main', '__proto__', 'o', '0x', ''),
});

/** The slow and obvious way to filter one stack: its new names, or nothing. */
function filterStack({ names }: Stack, filters: readonly FrameFilter[]): string[] | undefined {
  const of = (kind: FrameFilter['kind']) => filters.filter((each) => each.kind === kind);
  const has = ({ pattern }: FrameFilter) => names.some((name) => name.includes(pattern));
  if (!of('keepStack').every(has) || of('dropStack').some(has)) return undefined;
  let left = names
    .filter((name) => !of('hideFrame').some(({ pattern }) => name.includes(pattern)))
    .filter((name) => of('keepFrame').every(({ pattern }) => name.includes(pattern)));
  for (const { pattern } of of('showFrom')) {
    const start = left.findIndex((name) => name.includes(pattern));
    left = start < 0 ? [] : left.slice(start);
  }
  return left.length === 0 ? undefined : left;
}

test('filters do to every stack what they say; what is left and what was removed are the total', () => {
  const filters = fc.array(filter, { maxLength: 3 });
  fc.assert(
    fc.property(arbitraryTree(2), filters, (tree, list) => {
      const { tree: left, removed } = filterTree(tree, list);
      expectLaws(left);
      expect(rootTotals(left).map((total, k) => total + removed[k]!)).toEqual(rootTotals(tree));
      const sums = new Map<string, number[]>();
      const add = (names: string[], self: readonly number[]) => {
        const before = sums.get(names.join('\n')) ?? self.map(() => 0);
        sums.set(
          names.join('\n'),
          before.map((value, k) => value + self[k]!),
        );
      };
      for (const stack of stacksOf(tree)) {
        const names = filterStack(stack, list);
        if (names) add(names, stack.self);
      }
      for (const { names, self } of stacksOf(left))
        add(
          names,
          self.map((value) => -value),
        );
      for (const rest of sums.values()) expect(rest.every((value) => value === 0)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

/** The slow and obvious way: a name that is on the path already cuts it back to there. */
function collapsePath(names: readonly string[]): string[] {
  const path: string[] = [];
  for (const name of names) {
    const at = path.indexOf(name);
    if (at >= 0) path.length = at + 1;
    else path.push(name);
  }
  return path;
}

/** The slow and obvious way: neighbours of one name are one. */
const joinPath = (names: readonly string[]) => names.filter((name, i) => name !== names[i - 1]);

/** Values by the path that they are at, without those that cancel out. */
function valuesAt(
  stacks: Iterable<{ readonly names: readonly string[]; self: readonly number[] }>,
) {
  const sums = new Map<string, readonly number[]>();
  for (const { names, self } of stacks) {
    const key = names.join('\n');
    const before = sums.get(key) ?? self.map(() => 0);
    sums.set(
      key,
      before.map((value, k) => value + self[k]!),
    );
  }
  return new Map([...sums].filter(([, values]) => values.some((value) => value !== 0)).sort());
}

test('without recursion every value is at its stack cut back, and no function is twice on one', () => {
  check(
    fc.property(arbitraryTree(2), (tree) => {
      const collapsed = collapseRecursion(tree);
      expectLaws(collapsed);
      expect(rootTotals(collapsed)).toEqual(rootTotals(tree));
      const cut = stacksOf(tree).map(({ names, self }) => ({ names: collapsePath(names), self }));
      expect(valuesAt(stacksOf(collapsed))).toEqual(valuesAt(cut));
      for (const { names } of stacksOf(collapsed)) expect(new Set(names).size).toBe(names.length);
    }),
  );
});

/** Of each function, in every column. */
function selfOf(tree: CallTree) {
  const { names, columns } = buildTopTable(tree, 'function');
  return new Map(names.map((name, row) => [name, columns.map(({ self }) => self[row])]));
}

test('rolled up, every value is at its stack by the rows of the table, which has the same self', () => {
  check(
    fc.property(arbitraryTree(2), (tree) => {
      for (const by of TOP_TABLE_KEYS) {
        const table = buildTopTable(tree, by);
        const rolled = rollUp(tree, table);
        expectLaws(rolled);
        expect(rootTotals(rolled)).toEqual(rootTotals(tree));
        const nameOf = (row: number) => table.names[row] || UNTOLD;
        const joined = stacksOf(tree).map(({ rows, self }) => ({
          names: joinPath(rows.map((row) => nameOf(table.rowOfFrame[row]!))),
          self,
        }));
        expect(valuesAt(stacksOf(rolled))).toEqual(valuesAt(joined));
        expect(selfOf(rolled)).toEqual(
          new Map(
            table.names.map((_, row) => [nameOf(row), table.columns.map(({ self }) => self[row])]),
          ),
        );
      }
    }),
  );
});

test('what a filter says that it takes is what it takes', () => {
  fc.assert(
    fc.property(arbitraryTree(2), filter, (tree, one) => {
      const taken = takenBy(tree, one);
      if (one.kind !== 'hideFrame' && one.kind !== 'keepFrame')
        expect(taken).toEqual(filterTree(tree, [one]).removed);
      else {
        const goes = stacksOf(tree).filter(
          ({ names }) => names.at(-1)!.includes(one.pattern) === (one.kind === 'hideFrame'),
        );
        expect(taken).toEqual(tree.columns.map((_, k) => sum(goes.map(({ self }) => self[k]!))));
      }
    }),
    { numRuns: 200 },
  );
});

test('a search counts each stack with a match once', () => {
  check(
    fc.property(arbitraryTree(2), (tree) => {
      const found = searchTree(tree, { text: 'o', regex: false });
      const having = stacksOf(tree).filter(({ names }) => names.some((name) => /o/i.test(name)));
      const matched = tree.columns.map((_, k) => sum(having.map(({ self }) => self[k]!)));
      expect(found).toMatchObject({ kind: 'matches', matched });
    }),
  );
});

test('scaled columns obey the laws', () => {
  check(
    fc.property(arbitraryTree(2), (tree) => {
      const scaled = scaleColumns(tree, [0.5, -3]);
      expectLaws(scaled);
      expect(scaled.columns[1]!.total[0]).toBe(rootTotals(tree)[1]! * -3 + 0);
    }),
  );
});
