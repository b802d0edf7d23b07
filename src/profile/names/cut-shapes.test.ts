import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printTree, treeFromFolded } from '../tree/folded';
import { unite } from '../transform/unite';
import { cutShapes, withoutShapes } from './cut-shapes';
import { renamedFunctions } from './renamed-functions';

test.each([
  ['shop/pricing.Sum[go.shape.uint64]', 'shop/pricing.Sum'],
  ['slices.SortFunc[go.shape.[]int,go.shape.int].func1', 'slices.SortFunc.func1'],
  ['a.F[go.shape.map[string][]int].g[go.shape.int]', 'a.F.g'],
  ['a.F[go.shape.[]int', 'a.F[go.shape.[]int'],
  ['a.F[...]', 'a.F[...]'],
])('%s is %s', (name, cut) => expect(withoutShapes(name)).toBe(cut));

const word = fc.stringMatching(/^[a-z./*]{0,4}$/);
const { balanced } = fc.letrec<{ balanced: string }>((tie) => ({
  balanced: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        word,
        tie('balanced').map((text) => `[${text}]`),
      ),
      {
        maxLength: 3,
      },
    )
    .map((parts) => parts.join('')),
}));

test('nothing but shapes is cut, however deep their brackets are', () => {
  fc.assert(
    fc.property(word, fc.array(fc.tuple(balanced, word)), (first, shapes) => {
      const name = shapes.reduce((text, [of, rest]) => `${text}[go.shape.${of}]${rest}`, first);
      expect(withoutShapes(name)).toBe(first + shapes.map(([, rest]) => rest).join(''));
    }),
  );
});

const pairs = (before: readonly string[], after: readonly string[]) =>
  cutShapes(before, after).map((one) => `${one.before} -> ${one.after}`);

test('where one side has no shapes but the same functions, the other one is called as it has them', () => {
  const shaped = ['main', 'sort[go.shape.int]', 'sort[go.shape.string]', 'only[go.shape.int]'];
  const expected = [
    'sort[go.shape.int] -> sort',
    'sort[go.shape.string] -> sort',
    'only[go.shape.int] -> only',
  ];
  expect(pairs(shaped, ['main', 'sort'])).toEqual(expected);
  expect(pairs(['main', 'sort'], shaped)).toEqual(expected);
});

test('two builds that have other shapes are not, nor is one that has no generic function', () => {
  expect(pairs(['sort[go.shape.int]'], ['sort[go.shape.string]'])).toEqual([]);
  expect(pairs(['sort[go.shape.int]'], ['main'])).toEqual([]);
  expect(pairs(['sort', 'sort[go.shape.int]'], ['sort'])).toEqual(['sort[go.shape.int] -> sort']);
});

test('united, a function that a server has cut is one, and totals are kept', () => {
  const before = treeFromFolded(['main;sort[go.shape.int] 30', 'main;sort[go.shape.string] 12']);
  const after = treeFromFolded(['main;sort 40']);
  const names = new Map(renamedFunctions(before, after).map((one) => [one.before, one.after]));
  expect(printTree(unite([before, after], names))).toEqual([
    'root (42 │ 40)',
    '└─ main (42 │ 40)',
    '   └─ sort (42 │ 40)',
  ]);
});
