import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { decodeGroups, decodePprof } from './decode-pprof';
import { foldTree, printTree } from '../tree/folded';
import { frameAt, frameOf } from '../tree/frame-table';
import { type PprofFixture, writePprof } from './pprof.fixture';
import { expectLaws } from '../tree-laws.fixture';
import { WireWriter } from '../encode/wire-writer';

const FUNCTIONS = ['main', 'serve', 'encode'].map((name, i) => ({ id: i + 1, name }));
const LOCATIONS = [1, 2, 3].map((id) => ({ id, lines: [id] }));
const PROGRAM = { functions: FUNCTIONS, locations: LOCATIONS };
const decode = (fixture: PprofFixture, options?: Parameters<typeof decodePprof>[1]) =>
  decodePprof(writePprof({ ...PROGRAM, ...fixture }), options);
const fold = (fixture: PprofFixture) => foldTree(decode(fixture).tree);

test('stacks are leaf first on the wire and root first in the tree', () => {
  const { tree } = decode({
    samples: [
      { stack: [3, 2, 1], values: [20] },
      { stack: [2, 1], values: [50] },
      { stack: [3, 2, 1], values: [1] },
    ],
  });
  expectLaws(tree);
  expect(printTree(tree)).toEqual([
    'root (71)',
    '└─ main (71)',
    '   └─ serve (71)',
    '      └─ encode (21)',
  ]);
});

test('gzip or plain, packed or not', () => {
  const plain = writePprof({ ...PROGRAM, samples: [{ stack: [2, 1], values: [5] }] });
  const packed = new WireWriter().message(2, new WireWriter().ints(1, [2, 1]).ints(2, [7]));
  const both = new Uint8Array([...plain, ...packed.finish()]);
  expect(foldTree(decodePprof(gzipSync(plain)).tree)).toEqual(['main;serve 5']);
  expect(foldTree(decodePprof(both).tree)).toEqual(['main;serve 12']);
});

test('an inlined call is a frame of its own, leaf first within its location', () => {
  const locations = [
    { id: 1, lines: [3, 2, 1] },
    { id: 2, lines: [2] },
    { id: 3, lines: [3, 1] },
  ];
  const { tree } = decode({ locations, samples: [{ stack: [2, 1], values: [5] }] });
  expect(foldTree(tree)).toEqual(['main;serve;encode;serve 5']);
  const inlined = Object.fromEntries(
    tree.frames.functionName.map((name, row) => [name, tree.frames.inlined[row]]),
  );
  expect(inlined).toEqual({ main: 0, serve: 2, encode: 1 });
});

test('frames have all that the profile says of them', () => {
  const { tree } = decode({
    mappings: [{ id: 7, file: '/bin/app', buildId: 'abc' }],
    functions: [
      { id: 1, name: 'f(int)', system: '_Z1fi', file: 'f.cc', line: 12 },
      { id: 2, name: '', system: 'only_system' },
      { id: 3, name: '', file: 'nameless.c' },
      { id: 4, name: 'same', system: 'same', line: -1 },
    ],
    locations: [
      { id: 1, mapping: 7, address: 0x400n, lines: [1] },
      { id: 2, lines: [2] },
      { id: 3, mapping: 7, address: 2n ** 64n - 1n, lines: [3] },
      { id: 4, lines: [4] },
      { id: 5, mapping: 7, address: 0x500n },
    ],
    samples: [{ stack: [5, 4, 3, 2, 1], values: [1] }],
  });
  const binary = { mapping: '/bin/app', buildId: 'abc' };
  expect(tree.frames.line.length).toBe(5);
  expect([0, 1, 2, 3, 4].map((row) => frameAt(tree.frames, row))).toEqual([
    frameOf({ ...binary, address: 0x500n }),
    frameOf({ ...binary, address: 2n ** 64n - 1n }),
    frameOf({ ...binary, functionName: 'f(int)', systemName: '_Z1fi', fileName: 'f.cc', line: 12 }),
    frameOf({ functionName: 'only_system' }),
    frameOf({ functionName: 'same' }),
  ]);
  expect(foldTree(tree)).toEqual([
    'f(int);only_system;[app] 0xffffffffffffffff;same;[app] 0x500 1',
  ]);
});

test('one function under two ids, or in two builds of one path, is one frame', () => {
  const { tree } = decode({
    mappings: [
      { id: 1, file: 'app', buildId: 'a' },
      { id: 2, file: 'app', buildId: 'b' },
    ],
    functions: [
      { id: 1, name: 'f', line: 9 },
      { id: 2, name: 'f', line: 4 },
    ],
    locations: [
      { id: 1, mapping: 1, lines: [1] },
      { id: 2, mapping: 2, lines: [2] },
    ],
    samples: [
      { stack: [1], values: [1] },
      { stack: [2], values: [2] },
    ],
  });
  expect(printTree(tree)).toEqual(['root (3)', '└─ f (3)']);
  expect(frameAt(tree.frames, 0)).toMatchObject({ line: 4, buildId: 'b' });
});

test('samples without a stack are kept, and called so', () => {
  expect(fold({ samples: [{ values: [5] }, { stack: [1], values: [2] }] })).toEqual([
    '(no stack) 5',
    'main 2',
  ]);
});

const MEMORY = [
  ['alloc_objects', 'count'],
  ['alloc_space', 'bytes'],
  ['inuse_space', 'bytes'],
] as const;
const SAMPLES = [
  { stack: [1], values: [1, 20, 300] },
  { stack: [2, 1], values: [4, 0, -600] },
];

test.each([
  {
    wanted: undefined,
    preset: undefined,
    got: 'inuse_space',
    folded: ['main 300', 'main;serve -600'],
  },
  {
    wanted: undefined,
    preset: 'alloc_objects',
    got: 'alloc_objects',
    folded: ['main 1', 'main;serve 4'],
  },
  {
    wanted: undefined,
    preset: 'unknown',
    got: 'inuse_space',
    folded: ['main 300', 'main;serve -600'],
  },
  { wanted: 'alloc_space', preset: 'alloc_objects', got: 'alloc_space', folded: ['main 20'] },
])('asked for $wanted with $preset preset, one gets $got', ({ wanted, preset, got, folded }) => {
  const profile = decode(
    {
      types: MEMORY,
      samples: SAMPLES,
      more: (out, text) => preset && out.int(14, text(preset)),
    },
    wanted === undefined ? {} : { sampleType: wanted },
  );
  expect(profile.sampleTypes.map(({ type }) => type)).toEqual(MEMORY.map(([type]) => type));
  expect(profile.sampleType.type).toBe(got);
  expect(foldTree(profile.tree)).toEqual(folded);
});

describe('groups of samples by their labels', () => {
  const SAMPLES_OF_UNITS: PprofFixture['samples'] = [
    { stack: [1], values: [1], labels: [{ key: 'unit', text: 'shop/1' }] },
    {
      stack: [2, 1],
      values: [2],
      labels: [
        { key: 'unit', text: '__proto__' },
        { key: 'cpu', number: 3 },
      ],
    },
    { stack: [2, 1], values: [4], labels: [{ key: 'other', number: 9, unit: 'bytes' }] },
    { stack: [1], values: [8], labels: [{ key: 'unit', number: 7 }] },
    {
      stack: [1],
      values: [16],
      labels: [
        { key: 'unit', text: 'a' },
        { key: 'unit', text: 'b' },
      ],
    },
    { stack: [3, 1], values: [32], labels: [{ key: 'void' }] },
  ];
  const groupsOf = (labels: readonly Readonly<Record<string, string>>[], total = 0) =>
    decodeGroups(
      writePprof({ ...PROGRAM, samples: SAMPLES_OF_UNITS }),
      labels.map((one) => ({ labels: one, total })),
    );
  const folded = (labels: Readonly<Record<string, string>>) =>
    groupsOf([labels]).flatMap(({ tree }) => foldTree(tree));

  test.each([
    { labels: { unit: 'shop/1' }, stacks: ['main 1'] },
    { labels: JSON.parse('{"unit":"__proto__"}') as { unit: string }, stacks: ['main;serve 2'] },
    { labels: { unit: '7' }, stacks: ['main 8'] },
    { labels: { unit: 'a,b' }, stacks: ['main 16'] },
    { labels: { unit: '' }, stacks: ['main;encode 32', 'main;serve 4'] },
    { labels: { unit: 'nobody' }, stacks: [] },
    { labels: { unit: '__proto__', cpu: '3' }, stacks: ['main;serve 2'] },
    { labels: { unit: 'shop/1', cpu: '' }, stacks: ['main 1'] },
    { labels: { unit: 'shop/1', cpu: '3' }, stacks: [] },
  ])('$labels', ({ labels, stacks }) => {
    expect(folded(labels as Record<string, string>)).toEqual(stacks);
  });

  test('each has its own functions, and what its own total has besides is without a stack', () => {
    const [one, none] = groupsOf([{ unit: 'shop/1' }, { unit: '' }], 40);
    expect(one).toMatchObject({ sum: 1n, missing: 39, labelNames: ['cpu', 'other', 'unit'] });
    expect(one!.tree.frames.functionName).toEqual(['(no stack)', 'main']);
    expect(none).toMatchObject({ sum: 36n, missing: 4 });
    expectLaws(none!.tree);
  });

  test('of a file that was not made with these labels there are none', () => {
    expect(() => groupsOf([{ pod: 'a' }], 63)).toThrow('sample: no sample has a label pod');
    // Of others: what these had is without a stack.
    expect(groupsOf([{ pod: 'a' }], 3)).toMatchObject([{ sum: 0n, missing: 3 }]);
    expect(() => groupsOf([{ unit: 'a' }, { unit: 'a' }])).toThrow(RangeError);
  });
});

test('a profile without samples is a bare root, and so are its groups', () => {
  const groups = decodeGroups(writePprof(PROGRAM), [{ labels: { unit: 'a' }, total: 0 }]);
  for (const { tree } of [decode({}), ...groups]) expect(printTree(tree)).toEqual(['root (0)']);
});

test('what the profile says about itself', () => {
  const more: PprofFixture['more'] = (out, text) =>
    out
      .message(11, new WireWriter().int(1, text('cpu')).int(2, text('nanoseconds')))
      .int(9, 2n ** 62n)
      .int(10, -1n)
      .int(12, 10_000_000)
      .int(13, text('first'))
      .ints(13, [text('second'), 0]);
  expect(decode({ more })).toMatchObject({
    periodType: { type: 'cpu', unit: 'nanoseconds' },
    period: 10_000_000,
    timeNanos: 2n ** 62n,
    durationNanos: -1n,
    comments: ['first', 'second', ''],
  });
  const bare = decode({});
  expect(bare).toMatchObject({ period: 0, timeNanos: 0n, durationNanos: 0n, comments: [] });
  expect(bare).not.toHaveProperty('periodType');
});

test('fields that are not known are passed over', () => {
  const more: PprofFixture['more'] = (out) =>
    out
      .int(999, 5)
      .text(1000, 'new')
      .bytes(2 ** 28, new Uint8Array(3));
  /** Field 500, eight bytes; field 501, four. */
  const fixed = Uint8Array.of(0xa1, 31, 1, 2, 3, 4, 5, 6, 7, 8, 0xad, 31, 1, 2, 3, 4);
  const plain = writePprof({ ...PROGRAM, samples: [{ stack: [1], values: [5] }], more });
  expect(foldTree(decodePprof(new Uint8Array([...plain, ...fixed])).tree)).toEqual(['main 5']);
});

test('ids of any size', () => {
  const [a, b] = [2n ** 63n, 2n ** 63n + 1n];
  const large = {
    functions: [
      { id: a, name: 'a' },
      { id: b, name: 'b' },
    ],
    locations: [
      { id: a, lines: [a] },
      { id: b, lines: [b] },
    ],
    samples: [{ stack: [b, a], values: [1] }],
  };
  expect(fold(large)).toEqual(['a;b 1']);
});

test('whole numbers are exact up to ±2^53', () => {
  expect(fold({ samples: [{ stack: [1], values: [2 ** 53] }] })).toEqual([`main ${2 ** 53}`]);
  expect(fold({ samples: [{ stack: [1], values: [-(2 ** 53)] }] })).toEqual([`main ${-(2 ** 53)}`]);
  const other = { types: MEMORY, samples: [{ stack: [1], values: [2n ** 62n, 0, 5] }] };
  expect(fold(other)).toEqual(['main 5']);
});

test.each([2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), -(2n ** 53n) - 3n])(
  'a value of %d is the nearest double, its sum exact',
  (value) => {
    const { tree, sum } = decode({ samples: [{ stack: [1], values: [value] }] });
    expect(tree.columns[0]!.total[0]).toBe(Number(value));
    expect(sum).toBe(value);
  },
);

test('the sum of all samples is exact whatever it comes to', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)), (values) => {
      const samples = values.map((value) => ({ stack: [1], values: [value] }));
      expect(decode({ samples }).sum).toBe(values.reduce((a, b) => a + b, 0n));
    }),
  );
});

test('an address is where it is in its file, wherever the file was loaded', () => {
  const at = (start: bigint, address: bigint, offset = 0n) =>
    decode({
      mappings: [{ id: 1, file: '/lib/x.so', start, limit: start + 0x10000n, offset }],
      locations: [{ id: 1, mapping: 1, address }],
      samples: [{ stack: [1], values: [5] }],
    }).tree.frames.address[0];
  expect(at(0x7f1000000000n, 0x7f1000001234n)).toBe(0x1234n);
  expect(at(0x7f9900000000n, 0x7f9900001234n)).toBe(0x1234n);
  expect(at(0x7f9900000000n, 0x7f9900001234n, 0x2000n)).toBe(0x3234n);
  // The kernel is mapped where its file says.
  expect(at(0xffffffff81000000n, 0xffffffff81000123n, 0xffffffff81000000n)).toBe(
    0xffffffff81000123n,
  );
  // Not of memory: already of the file.
  expect(at(0x7f9900000000n, 0x1234n)).toBe(0x1234n);
  expect(at(0n, 0x20000n)).toBe(0x20000n);
});

test('texts are kept to the last character', () => {
  const names = ['\uFEFFbom', '__proto__', 'constructor', 'byte[]', 'a;b c', '\u{1f525}', '\0'];
  const functions = names.map((name, i) => ({ id: i + 1, name }));
  const locations = names.map((_, i) => ({ id: i + 1, lines: [i + 1] }));
  const samples = names.map((_, i) => ({ stack: [i + 1], values: [1] }));
  const { tree } = decode({ functions, locations, samples });
  expect(tree.frames.functionName).toEqual(names.toSorted());
});

test('drop_frames takes a function and all that it called; keep_frames saves', () => {
  const rules =
    (drop: string, keep: string): PprofFixture['more'] =>
    (out, text) =>
      out.int(7, text(drop)).int(8, text(keep));
  const samples = [
    { stack: [3, 2, 1], values: [5] },
    { stack: [1, 2], values: [1] },
  ];
  const inlined = { ...PROGRAM, locations: [...LOCATIONS.slice(0, 2), { id: 3, lines: [3, 1] }] };
  expect(fold({ samples, more: rules('ser.*', '') })).toEqual(['main 5', 'serve;main 1']);
  expect(fold({ samples, more: rules('ser.*', 'serve') })).toEqual([
    'main;serve;encode 5',
    'serve;main 1',
  ]);
  expect(fold({ ...inlined, samples, more: rules('encode', '') })).toEqual([
    'main;serve;main 5',
    'serve;main 1',
  ]);
});
