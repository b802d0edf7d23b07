import { expect, test } from 'vitest';
import { decodePprof } from '../decode/decode-pprof';
import { encodePprof } from './encode-pprof';
import { foldTree, treeFromFolded } from '../tree/folded';
import { type Frame, frameOf } from '../tree/frame-table';
import { ProfileError } from '../profile-error';
import { treeOf } from '../tree-laws.fixture';
import { unite } from '../transform/unite';

const sampleType = { type: 'cpu', unit: 'nanoseconds' };

test('what is said about the profile comes back', () => {
  const facts = {
    sampleType,
    periodType: { type: 'cpu', unit: 'nanoseconds' },
    period: 10_000_000,
    timeNanos: 1_795_219_200_123_456_789n,
    durationNanos: 15_000_000_000n,
  };
  const decoded = decodePprof(encodePprof(treeFromFolded(['a 1']), facts));
  expect(decoded).toMatchObject({ ...facts, sampleTypes: [sampleType], comments: [] });
});

test('one column of several', () => {
  const both = unite([treeFromFolded(['a 1']), treeFromFolded(['a;b -2', '(no stack) 3'])]);
  const decoded = decodePprof(encodePprof(both, { sampleType, column: 1 }));
  expect(foldTree(decoded.tree)).toEqual(['(no stack) 3', 'a;b -2']);
  expect(() => encodePprof(both, { sampleType, column: 2 })).toThrow('no column 2 among 2');
});

test('fractions are rounded, each stack on its own', () => {
  const tree = treeFromFolded(['a 1.5', 'b 2.4', 'c -0.6', 'd 0.2']);
  const decoded = decodePprof(encodePprof(tree, { sampleType }));
  expect(foldTree(decoded.tree)).toEqual(['a 2', 'b 2', 'c -1']);
});

test('all that frames have comes back, inlined at all or at some call sites', () => {
  const binary = { mapping: '/bin/app', buildId: 'b1' };
  const frames: Record<string, Partial<Frame>> = {
    main: { ...binary, functionName: 'main', fileName: 'm.cc', line: 3 },
    always: { ...binary, functionName: 'always', systemName: '_Za', inlined: 1 },
    twice: { ...binary, functionName: 'twice', inlined: 1 },
    some: { ...binary, functionName: 'some', inlined: 2 },
    raw: { ...binary, address: 2n ** 64n - 1n },
    elsewhere: { functionName: 'elsewhere', mapping: '/lib/x.so' },
  };
  const stack = (names: string) => names.split(' ').map((name) => frameOf(frames[name]!));
  const tree = treeOf(
    [
      { stack: stack('main always twice some always raw'), values: [1] },
      { stack: stack('main some twice'), values: [2] },
      { stack: stack('main elsewhere raw some'), values: [4] },
    ],
    1,
  );
  expect(decodePprof(encodePprof(tree, { sampleType })).tree).toEqual(tree);
});

test('an inlined frame that has no caller in its binary counts as called', () => {
  const inlined = frameOf({ functionName: 'f', inlined: 1 });
  const other = frameOf({ functionName: 'g', mapping: '/bin/g' });
  for (const stack of [[inlined], [other, inlined], [frameOf({ address: 1n }), inlined]]) {
    const { frames } = decodePprof(
      encodePprof(treeOf([{ stack, values: [1] }], 1), { sampleType }),
    ).tree;
    expect(frames.inlined[frames.functionName.indexOf('f')]).toBe(0);
  }
});

test('a function that is called (no stack) stays a function', () => {
  const named = frameOf({ functionName: '(no stack)', fileName: 'x.go' });
  const tree = treeOf(
    [
      { stack: [named], values: [1] },
      { stack: [], values: [2] },
    ],
    1,
  );
  const decoded = decodePprof(encodePprof(tree, { sampleType }));
  expect(decoded.tree.frames.fileName).toEqual(['', 'x.go']);
});

test.each([2 ** 63, -(2 ** 64), NaN, Infinity])('%d is not written', (value) => {
  const tree = treeOf([{ stack: [frameOf({ functionName: 'a' })], values: [value] }], 1);
  expect(() => encodePprof(tree, { sampleType })).toThrow(ProfileError);
});

test('the same tree gives the same bytes, compressed or not', () => {
  const tree = treeFromFolded(['a;b 1', 'c 2']);
  for (const compress of [true, false]) {
    const [one, two] = [1, 2].map(() => encodePprof(tree, { sampleType, compress }));
    expect(one).toEqual(two);
    expect(one![0] === 0x1f).toBe(compress);
  }
});

test('one line of 20,000 nodes, each with a value, would be 200 million frames', () => {
  const tree = treeFromFolded([`${Array.from({ length: 20_000 }, (_, i) => `f${i}`).join(';')} 1`]);
  const { self, ...column } = tree.columns[0]!;
  const deep = { ...tree, columns: [{ ...column, self: new Float64Array(self.length).fill(1) }] };
  expect(() => encodePprof(deep, { sampleType })).toThrow(
    'sample: stacks of more than 67108864 frames together',
  );
});
