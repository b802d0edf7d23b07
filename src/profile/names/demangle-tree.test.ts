import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldTree, treeFromFolded } from '../tree/folded';
import { demangleTree } from './demangle-tree';
import { isMangled } from './mangled';

test.each([
  ['_ZN3foo3barEv', true],
  ['__ZN3foo3barEv', true],
  ['___ZN3foo3barEv_block_invoke', true],
  ['_RNvCs1234_7mycrate3foo', true],
  ['__RNvCs1234_7mycrate3foo', true],
  ['?foo@@YAXXZ', true],
  ['main.main', false],
  ['_start', false],
  ['_Z', false],
  ['?', false],
  ['', false],
])('%s may be mangled: %s', (name, may) => {
  expect(isMangled(name)).toBe(may);
});

const NAMES: Readonly<Record<string, string>> = {
  _Z1fv: 'f()',
  _Z1zv: 'a()',
  _ZN1fC1Ev: 'f::f()',
  _ZN1fC2Ev: 'f::f()',
};
const demangle = (name: string) => NAMES[name] ?? name;

test('a mangled name is read, and the tree is in the order of what is read', () => {
  const tree = demangleTree(treeFromFolded(['main;_Z1zv 3', 'main;_Z1fv;b 2']), demangle);
  expect(foldTree(tree)).toEqual(['main;a() 3', 'main;f();b 2']);
  expect(tree.frames.functionName).toEqual(['a()', 'b', 'f()', 'main']);
  expect(tree.frames.systemName).toEqual(['_Z1zv', '', '_Z1fv', '']);
});

test('two symbols of one name stay two', () => {
  const tree = demangleTree(treeFromFolded(['_ZN1fC1Ev 3', '_ZN1fC2Ev 4']), demangle);
  expect(foldTree(tree)).toEqual(['f::f() 3', 'f::f() 4']);
  expect(tree.frames.systemName).toEqual(['_ZN1fC1Ev', '_ZN1fC2Ev']);
});

test('what nothing can be read of is the tree as it was', () => {
  const tree = treeFromFolded(['main;_Zunknown 3']);
  expect(demangleTree(tree, demangle)).toBe(tree);
});

test('the total is conserved, whatever names become', () => {
  const name = fc.constantFrom('main', '_Z1fv', '_Z1zv', '_ZN1fC1Ev', '_ZN1fC2Ev', '?x');
  const stacks = fc.array(fc.tuple(fc.array(name, { minLength: 1 }), fc.integer({ min: 1 })));
  fc.assert(
    fc.property(stacks, (lines) => {
      const before = treeFromFolded(lines.map(([stack, value]) => `${stack.join(';')} ${value}`));
      const after = demangleTree(before, demangle);
      expect(after.columns[0]!.total[0]).toBe(before.columns[0]!.total[0]);
      expect(after.frame.length).toBe(before.frame.length);
    }),
  );
});
