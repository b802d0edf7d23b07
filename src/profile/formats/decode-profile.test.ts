import { gzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { foldTree } from '../tree/folded';
import { notesOfValues } from '../value-notes';
import { decodeProfile } from './decode-profile';

const latin1 = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const fold = (text: string, sampleType?: string) =>
  foldTree(decodeProfile(latin1(text), sampleType).tree);

test('a V8 profile: a sample lasts until the next one, and the last until the end', () => {
  const call = (functionName: string, lineNumber = 0) => ({
    callFrame: { functionName, url: 'a.js', lineNumber, columnNumber: 4 },
  });
  const root = { callFrame: { functionName: '(root)', url: '', lineNumber: -1, columnNumber: -1 } };
  const profile = {
    nodes: [
      { id: 1, ...root, children: [2] },
      { id: 2, ...call('main'), children: [3] },
      { id: 3, ...call('', 8) },
    ],
    startTime: 1000,
    endTime: 1100,
    samples: [2, 3, 2, 1],
    timeDeltas: [10, 20, -5, 40],
  };
  const text = JSON.stringify(profile);
  expect(fold(text, 'samples')).toEqual(['(no stack) 1', 'main 2', 'main;(anonymous:L#9:C#5) 1']);
  // 1010, 1030, (1025, not before the one before it), 1065, 1100
  expect(fold(text)).toEqual(['(no stack) 35000', 'main 55000']);
  const wrong = (part: object) => () => fold(JSON.stringify({ ...profile, ...part }));
  expect(wrong({ samples: [2, 3, 9, 1] })).toThrow('samples[2]: no node 9');
  expect(wrong({ timeDeltas: [1] })).toThrow('timeDeltas: 1, but 4 samples');
  expect(wrong({ nodes: [{ id: 2, ...call('a'), children: [2] }] })).toThrow('its own caller');
  expect(wrong({ nodes: [{ id: 2 }] })).toThrow('nodes[0].callFrame: expected an object');
});

test('folded stacks: names with blanks, comments, stacks that come twice, fractions, in gzip', () => {
  const text = '# by perf\nmain;f (inlined) a 2\r\n\nmain;f (inlined) a 1\n7\nmain\t0.5\n';
  const expected = ['(no stack) 7', 'main 0.5', 'main;f (inlined) a 3'];
  expect(fold(text)).toEqual(expected);
  expect(foldTree(decodeProfile(gzipSync(latin1(text))).tree)).toEqual(expected);
  expect(decodeProfile(latin1(text)).sum).toBe(11n);
});

test('folded stacks of a difference are refused: the baseline’s value is no part of a name', () => {
  expect(() => fold('main;f 5 7\nmain;g 0 1\n')).toThrow(/line 1: every stack has two numbers/);
  expect(fold('main;f 5 7\nmain;g 1\n')).toEqual(['main;f 5 7', 'main;g 1']);
});

test('folded stacks: bytes that are no UTF-8 spoil one name, and two of them stay two', () => {
  const lines = ['main;caf\xe9 10\n', 'main;caf\xe8 5\n', 'main;é 1\n'];
  const bytes = Uint8Array.from([
    ...[0xef, 0xbb, 0xbf],
    ...[...lines[0]!].map((c) => c.charCodeAt(0)),
    ...[...lines[1]!].map((c) => c.charCodeAt(0)),
    ...new TextEncoder().encode(lines[2]),
  ]);
  expect(foldTree(decodeProfile(bytes).tree)).toEqual([
    'main;caf\\xe8 5',
    'main;caf\\xe9 10',
    'main;é 1',
  ]);
});

test('a V8 profile: bytes that are no UTF-8 spoil one name, and two of them stay two', () => {
  const call = (id: number, functionName: string, children: number[] = []) => ({
    ...{ id, children, callFrame: { functionName, url: '', lineNumber: 1, columnNumber: 1 } },
  });
  const text = JSON.stringify({
    nodes: [
      call(1, '(root)', [2, 3, 4]),
      call(2, 'caf\xe9'),
      call(3, 'caf\xe8'),
      call(4, 'a\\n"b'),
    ],
    ...{ startTime: 0, endTime: 10, samples: [2, 3, 4], timeDeltas: [1, 3, 2] },
  });
  expect(foldTree(decodeProfile(latin1(`\xef\xbb\xbf${text}`), 'samples').tree)).toEqual([
    'a\\n"b 1',
    'caf\\xe8 1',
    'caf\\xe9 1',
  ]);
});

test.each([
  ['main;f 2\nmain;g\n', 'line 2: expected frames;with;semicolons and a number, got "main;g"'],
  ['goroutine profile: total 1\n1 @ 0x1\nx\n', 'line 3: expected values @ addresses, got "x"'],
  ['heap profile: 1: 8 [1: 8] @ heap/1024\n0: 8 [0: 0] @ 0x1\n', 'line 2: bytes of no object'],
  ['heap profile: 1: 8 [1: 8] @ other\n', 'a heap profile of an unknown kind, "other"'],
  ['--- contentionz 1 ---\nformat = java\n', 'line 2: not understood: "format = java"'],
  [`goroutine profile: total 1\n1 @ 0x1${'0'.repeat(20)}\n`, 'is no address of 64 bits'],
  ['{"nodes":[],"startTime":0,"endTime":1}', 'samples: expected a list, got nothing'],
  ['<!DOCTYPE html>', 'not a pprof: it seems to be an HTML page'],
  ['', 'the file is empty'],
])('%j is refused with the place', (text, message) => {
  expect(() => fold(text)).toThrow(message);
});

test('samples of gperftools: the handler above the leaf goes, what is cut off is refused', () => {
  const words = [0, 3, 0, 10_000, 0, 2, 3, 0x40, 0x99, 0x21, 1, 3, 0x50, 0x99, 0x31, 0, 1, 0];
  const bytes = new Uint8Array(new BigUint64Array(words.map(BigInt)).buffer);
  const { tree, period } = decodeProfile(bytes);
  expect(period).toBe(10_000_000);
  expect(foldTree(tree)).toEqual(['0x20;0x40 20000000', '0x30;0x50 10000000']);
  for (const length of [41, 48, 60, 70])
    expect(() => decodeProfile(bytes.subarray(0, length))).toThrow(/^sample\[0\]: cut off$/);
});

test('a sample type that is not there is named with those that are', () => {
  expect(() => decodeProfile(latin1('heap profile: 1: 8 [2: 16] @ heap/1024\n'), 'cpu')).toThrow(
    'sample_type: no "cpu" among alloc_objects, alloc_space, inuse_objects, inuse_space',
  );
});

test('values that add up to more than 2^53, and negative ones, are read in text as in pprof', () => {
  const { sum, tree } = decodeProfile(latin1('main;f 9007199254740992\nmain;g 9007199254740992\n'));
  expect(sum).toBe(2n ** 54n);
  expect(notesOfValues(tree.columns[0]!).join()).toContain('more than 2^53');
  const negative = decodeProfile(latin1('main;f -5\nmain;g 2\n'));
  expect(foldTree(negative.tree)).toEqual(['main;f -5', 'main;g 2']);
  expect(notesOfValues(negative.tree.columns[0]!).join()).toContain('negative values');
});

test('folded stacks in gzip of several members are one file', () => {
  const members = ['main;f 3\n', 'main;g 4\n'].map((text) => gzipSync(latin1(text)));
  const { tree } = decodeProfile(Uint8Array.from(members.flatMap((member) => [...member])));
  expect(foldTree(tree)).toEqual(['main;f 3', 'main;g 4']);
});
