import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortestTime } from '../../../tests/support/shortest-time';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { foldTree, treeFromFolded } from '../tree/folded';
import { FrameTableBuilder, frameOf } from '../tree/frame-table';
import { searchTree } from './search';
import { unite } from '../transform/unite';

const tree = unite([
  treeFromFolded(['main;Read;read 5', 'main;write;Read 2', 'main 10', 'Sum[int] 1']),
  treeFromFolded(['main;read -4']),
]);
const found = (text: string, regex = false) => {
  const result = searchTree(tree, { text, regex });
  if (result.kind === 'invalid') return result;
  const names = tree.frames.functionName.filter((_, row) => result.frames[row] === 1);
  return { names, functions: result.functions, matched: result.matched };
};

test.each([
  { text: 'read', names: ['Read', 'read'], matched: [7, -4] },
  { text: 'Read', names: ['Read'], matched: [7, 0] },
  { text: 'm[in', names: ['Sum[int]'], matched: [1, 0] },
  { text: 'r.a', names: [], matched: [0, 0] },
  { text: '', names: [], matched: [0, 0] },
])('the text "$text" is in $names, a stack once', ({ text, names, matched }) => {
  expect(found(text)).toEqual({ names, functions: names.length, matched });
});

test.each([
  { text: 'read', names: ['Read', 'read'], matched: [7, -4] },
  { text: 'Read', names: ['Read'], matched: [7, 0] },
  { text: '^r.a\\S$', names: ['Read', 'read'], matched: [7, -4] },
  { text: '(?P<n>^r\\pLa\\x{44}|d$)', names: ['Read', 'read'], matched: [7, -4] },
  { text: 'read|write', names: ['Read', 'read', 'write'], matched: [7, -4] },
  { text: '\\[int', names: ['Sum[int]'], matched: [1, 0] },
  { text: '[[:upper:]]', names: ['Read', 'Sum[int]', 'main', 'read', 'write'], matched: [18, -4] },
  { text: 'nowhere', names: [], matched: [0, 0] },
  { text: '', names: [], matched: [0, 0] },
])('the expression "$text" matches $names, a stack once', ({ text, names, matched }) => {
  expect(found(text, true)).toEqual({ names, functions: names.length, matched });
});

test('what is no regular expression yet is an answer', () => {
  expect(found('read(', true)).toEqual({
    kind: 'invalid',
    message: 'not a regular expression: missing closing )',
  });
  expect(foldTree(tree)).toHaveLength(4);
});

test('a name finds itself', () => {
  const names = ['[unknown]', 'main.(*T).Do.func1', 'std::function<void (int)>', '\\d+', 'ǅ', 'İI'];
  const text = fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'binary', minLength: 1 }));
  fc.assert(
    fc.property(text, (name) => {
      const builder = new FrameTableBuilder();
      builder.add(frameOf({ functionName: name }));
      const one = new CallTreeBuilder(builder.build().frames, 1);
      one.add(one.child(0, 0), 0, 5);
      const result = searchTree(one.build(), { text: name, regex: false });
      expect(result).toMatchObject({ functions: 1, matched: [5] });
    }),
  );
});

test('a name that was demangled is found by the mangled one too', () => {
  const frames = new FrameTableBuilder();
  const functions = [
    { functionName: 'shop::Cart::add', systemName: '_ZN4shop4Cart3addEi' },
    { functionName: 'shop::Cart::add', systemName: '_ZN4shop4Cart3addEd' },
    { functionName: 'main', systemName: 'main' },
    { functionName: 'bare', systemName: '' },
  ];
  for (const known of functions) frames.add(frameOf(known));
  const one = new CallTreeBuilder(frames.build().frames, 1);
  functions.forEach((_, row) => one.add(one.child(0, row), 0, 1));
  const functionsOf = (text: string, regex = false) => searchTree(one.build(), { text, regex });
  expect(functionsOf('Cart::add')).toMatchObject({ functions: 1, matched: [2] });
  expect(functionsOf('_ZN4shop4Cart3addEi')).toMatchObject({ functions: 1, matched: [1] });
  expect(functionsOf('main')).toMatchObject({ functions: 1, matched: [1] });
  expect(functionsOf('^$', true)).toMatchObject({ functions: 0, matched: [0] });
});

test('an expression that a backtracking engine never ends has its answer in 50 ms', async () => {
  const long = treeFromFolded([`${'a'.repeat(50_000)} 5`]);
  for (const text of ['(.+)+#', '(a+)+$!', '(a|a)*b']) {
    const find = () =>
      expect(searchTree(long, { text, regex: true })).toMatchObject({ functions: 0 });
    expect(await shortestTime(find, 50)).toBeLessThan(50);
  }
});
