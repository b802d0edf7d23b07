import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printTree, treeFromFolded } from '../tree/folded';
import { frameOf } from '../tree/frame-table';
import { renamedFunctions } from './renamed-functions';
import { stableName } from './stable-name';
import { stacksOf, treeOf } from '../tree-laws.fixture';
import { unite } from '../transform/unite';

const renamed = (before: string[], after: string[]) =>
  renamedFunctions(treeFromFolded(before), treeFromFolded(after)).map(
    (one) => `${one.before} -> ${one.after}`,
  );

test('a closure that is numbered anew is one function, one that both sides have stays what it is', () => {
  expect(renamed(['main.f.func1 1', 'main.g 1'], ['main.f.func2 1', 'main.g 1'])).toEqual([
    'main.f.func1 -> main.f.func2',
  ]);
  expect(renamed(['main.f.func1 1'], ['main.f.func1 1', 'main.f.func2 1'])).toEqual([]);
});

test('of several it is not known which is which', () => {
  expect(renamed(['main.f.func1 1', 'main.f.func2 1'], ['main.f.func3 1'])).toEqual([]);
  expect(renamed(['main.f.func1 1'], ['main.f.func2 1', 'main.f.func3 1'])).toEqual([]);
});

test('within one build two numbers are two closures, of which one was seen here and the other one there', () => {
  const of = (functionName: string, buildId: string) =>
    treeOf([{ stack: [frameOf({ functionName, buildId })], values: [1] }], 1);
  const pairs = (...builds: [string, string]) =>
    renamedFunctions(of('main.f.func1', builds[0]), of('main.f.func2', builds[1])).length;
  expect(pairs('7f3a', '7f3a')).toBe(0);
  expect(pairs('7f3a', '9c01')).toBe(1);
  expect(pairs('', '')).toBe(1);
  expect(
    renamed(['main.f.func1 1', 'main.f.func3 1'], ['main.f.func1 1', 'main.f.func4 1']),
  ).toEqual([]);
});

test('united under the name that the second has, and nothing is dropped', () => {
  const trees = [
    treeFromFolded(['main;f.func1;b 30', 'main;f.func1 10', 'main;a 5']),
    treeFromFolded(['main;f.func2;b 60', 'main;z 7']),
  ] as const;
  const names = new Map(renamedFunctions(...trees).map(({ before, after }) => [before, after]));
  expect(printTree(unite(trees, names))).toEqual([
    'root (45 │ 67)',
    '└─ main (45 │ 67)',
    '   ├─ a (5 │ 0)',
    '   ├─ f.func2 (40 │ 60)',
    '   │  └─ b (30 │ 60)',
    '   └─ z (0 │ 7)',
  ]);
});

const name = fc
  .tuple(fc.constantFrom('a', 'b', 'main'), fc.constantFrom('', '.func1', '.func2', '.func1.3'))
  .map(([own, closure]) => own + closure);
const tree = fc
  .array(
    fc.tuple(fc.array(name, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 99 })),
    {
      maxLength: 10,
    },
  )
  .map((stacks) => treeFromFolded(stacks.map(([stack, value]) => `${stack.join(';')} ${value}`)));

test('each stack keeps its value on its side, under names that are the same but for what is volatile', () => {
  fc.assert(
    fc.property(tree, tree, (before, after) => {
      const pairs = renamedFunctions(before, after);
      const names = new Map(pairs.map((pair) => [pair.before, pair.after]));
      expect(new Set(names.values()).size).toBe(pairs.length);
      for (const pair of pairs) expect(stableName(pair.before)).toBe(stableName(pair.after));
      const both = unite([before, after], names);
      const of = (k: number) =>
        stacksOf(both)
          .filter(({ self }) => self[k] !== 0)
          .map((stack) => `${stack.names.join(';')} ${stack.self[k]}`)
          .sort();
      const folded = (from: typeof before, nameOf: (name: string) => string) =>
        stacksOf(from)
          .map((stack) => `${stack.names.map(nameOf).join(';')} ${stack.self[0]}`)
          .sort();
      expect(of(0)).toEqual(folded(before, (each) => names.get(each) ?? each));
      expect(of(1)).toEqual(folded(after, (each) => each));
      // The same the other way round, but for whose names are shown.
      expect(renamedFunctions(after, before)).toHaveLength(pairs.length);
    }),
  );
});
