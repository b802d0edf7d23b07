import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePprof } from '../decode/decode-pprof';
import { encodePprof } from '../encode/encode-pprof';
import { printTree, treeFromFolded } from './folded';
import { noStackTree } from './no-stack';
import { arbitraryTree, expectLaws } from '../tree-laws.fixture';

const CPU = { type: 'cpu', unit: 'nanoseconds' };
const fileOf = (lines: string[]) => encodePprof(treeFromFolded(lines), { sampleType: CPU });

test('what a total has and the file has not is without a stack', () => {
  const { tree, missing } = decodePprof(fileOf(['main 5', 'main;gc 2']), { total: 10 });
  expect(missing).toBe(3);
  expect(printTree(tree)).toEqual([
    'root (10)',
    '├─ (no stack) (3)',
    '└─ main (7)',
    '   └─ gc (2)',
  ]);
});

test('added to what the file itself has without a stack', () => {
  const { tree } = decodePprof(fileOf(['(no stack) 4', 'main 5']), { total: 10 });
  expect(printTree(tree)).toEqual(['root (10)', '├─ (no stack) (5)', '└─ main (5)']);
});

test('a file that holds more than its total is left as it is', () => {
  const { tree, missing } = decodePprof(fileOf(['main 5']), { total: 3 });
  expect(missing).toBe(-2);
  expect(printTree(tree)).toEqual(['root (5)', '└─ main (5)']);
});

test('a file without anything is that of a total without stacks, and no profile by itself', () => {
  const nothing = Uint8Array.of(0x32, 0);
  expect(printTree(decodePprof(nothing, { total: 3 }).tree)).toEqual(printTree(noStackTree(3)));
  expect(() => decodePprof(nothing)).toThrow('the profile has none');
});

test('past 2^53 what only rounding takes away is not missing', () => {
  const large = fileOf(['main 6000000000000000', 'main;gc 6000000000000001']);
  const missing = (total: number) => decodePprof(large, { total }).missing;
  expect(missing(12e15)).toBe(0);
  expect(missing(12e15 + 4)).toBe(0);
  expect(missing(12e15 + 1e6)).toBe(1e6);
  expect(missing(11e15)).toBe(-1e15);
});

test('the rest alone', () => {
  expect(printTree(noStackTree(7))).toEqual(['root (7)', '└─ (no stack) (7)']);
  expect(printTree(noStackTree(0))).toEqual(['root (0)']);
});

test('the laws hold, and the root is the total', () =>
  fc.assert(
    fc.property(arbitraryTree(1), fc.nat(1000), (tree, rest) => {
      const whole = decodePprof(encodePprof(tree, { sampleType: CPU }));
      const total = whole.tree.columns[0]!.total[0]! + rest;
      const decoded = decodePprof(encodePprof(tree, { sampleType: CPU }), { total });
      expectLaws(decoded.tree);
      expect(decoded.tree.columns[0]!.total[0]).toBe(total);
      expect(decoded.missing).toBe(rest);
    }),
    { numRuns: 30 },
  ));
