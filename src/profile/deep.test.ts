import { expect, test } from 'vitest';
import { scaleColumns } from './tree/columns';
import { decodePprof } from './decode/decode-pprof';
import { encodePprof } from './encode/encode-pprof';
import { collapseRecursion } from './transform/collapse';
import { filterTree } from './transform/filter';
import { calleesOf, callersOf } from './transform/focus';
import { foldTree, printTree, treeFromFolded } from './tree/folded';
import { invertTree } from './transform/invert';
import { rollUp } from './transform/roll-up';
import { searchTree } from './names/search';
import { buildTopTable } from './top-table';
import { unite } from './transform/unite';

/** A recursion through three functions, 20,000 frames deep: nothing may use the machine's own stack. */
const DEPTH = 20_000;
const names = Array.from({ length: DEPTH }, (_, i) => `f${i % 3}`);
const tree = treeFromFolded([`${names.join(';')} 7`]);
const nodes = DEPTH + 1;

test('built, folded and printed', () => {
  expect(tree.frame).toHaveLength(nodes);
  expect(tree.columns[0]!.total.every((total) => total === 7)).toBe(true);
  expect(foldTree(tree)).toEqual([`${names.join(';')} 7`]);
  // Drawn at a tenth of the depth: the indents of 20,000 lines alone would be 600 MB.
  const drawn = printTree(treeFromFolded([`${names.slice(0, 2000).join(';')} 7`]));
  expect(drawn).toHaveLength(2001);
});

test('encoded and decoded', () => {
  const sampleType = { type: 'cpu', unit: 'nanoseconds' };
  expect(decodePprof(encodePprof(tree, { sampleType })).tree).toEqual(tree);
});

test('united, scaled, added to', () => {
  expect(unite([tree, tree]).frame).toHaveLength(nodes);
  expect(scaleColumns(tree, [2]).columns[0]!.total[DEPTH]).toBe(14);
});

test('filtered', () => {
  const filter = (kind: 'keepStack' | 'hideFrame' | 'showFrom', pattern: string) =>
    filterTree(tree, [{ kind, field: 'function', pattern }]).tree.frame.length;
  expect(filter('keepStack', 'f2')).toBe(nodes);
  expect(filter('hideFrame', 'f0')).toBe(1 + DEPTH - Math.ceil(DEPTH / 3));
  expect(filter('showFrom', 'f2')).toBe(nodes - 2);
});

test('inverted and focused', () => {
  expect(invertTree(tree).frame).toHaveLength(nodes);
  expect(callersOf(tree, 'f2').frame).toHaveLength(4);
  expect(calleesOf(tree, 'f2').frame).toHaveLength(nodes - 2);
});

test('without recursion, and rolled up', () => {
  expect(foldTree(collapseRecursion(tree))).toEqual(['f0;f1 7']);
  const distinct = treeFromFolded([`${names.map((_, i) => `g${i}`).join(';')};g5;h 7`]);
  expect(collapseRecursion(distinct).frame).toHaveLength(nodes + 1);
  expect(foldTree(rollUp(tree, buildTopTable(tree, 'package')))).toEqual(['(unknown) 7']);
});

test('tabulated and searched', () => {
  const { columns } = buildTopTable(tree, 'function');
  expect([...columns[0]!.total]).toEqual([7, 7, 7]);
  expect(searchTree(tree, { text: 'f2', regex: false })).toMatchObject({ matched: [7] });
});
