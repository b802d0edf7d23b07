import { expect, test } from 'vitest';
import { compareFrames } from './compare-frames';
import { type Frame, frameAt, frameOf, FrameTableBuilder } from './frame-table';

function tableOf(...frames: Partial<Frame>[]) {
  const builder = new FrameTableBuilder();
  frames.forEach((frame) => builder.add(frameOf(frame)));
  return builder.build().frames;
}

const ORDER: Partial<Frame>[] = [
  { address: 1n },
  { address: 2n ** 64n - 1n },
  { address: 0n, mapping: '/lib/a' },
  { functionName: 'B' },
  { functionName: '__proto__' },
  { functionName: 'a' },
  { functionName: 'a', systemName: '_Za' },
  { functionName: 'a', mapping: '/bin/x' },
  { functionName: 'a', fileName: 'x.go' },
  { functionName: 'b' },
  { functionName: 'constructor' },
  { functionName: 'ä' },
];

test('rows are in the order of name, file, mapping, address, mangled name, build id', () => {
  const table = tableOf(...ORDER.toReversed());
  expect(ORDER.map((_, row) => frameAt(table, row))).toEqual(ORDER.map(frameOf));
  for (let a = 0; a < ORDER.length; a++)
    for (let b = 0; b < ORDER.length; b++)
      expect(Math.sign(compareFrames(table, a, b))).toBe(Math.sign(a - b));
});

test('build id and line do not make another symbolised frame, whoever comes first', () => {
  const a = { functionName: 'f', line: 7, buildId: 'a', inlined: 1 };
  const b = { functionName: 'f', line: 3, buildId: 'b', inlined: 0 };
  const c = { functionName: 'f', line: 0, buildId: '', inlined: 1 };
  const merged = frameOf({ functionName: 'f', line: 3, buildId: 'b', inlined: 2 });
  for (const order of [
    [a, b, c],
    [c, b, a],
    [b, c, a],
  ]) {
    const table = tableOf(...order);
    expect(table.line).toHaveLength(1);
    expect(frameAt(table, 0)).toEqual(merged);
  }
});

test('address, mapping and build id each make another unsymbolised frame', () => {
  const frames = [
    { address: 1n },
    { address: 2n },
    { address: 1n, mapping: 'm' },
    { address: 1n, buildId: 'b' },
  ];
  expect(tableOf(...frames, ...frames).line).toHaveLength(4);
});

test('no two identities run together', () => {
  const frames = [
    { functionName: 'a', systemName: 'b' },
    { functionName: 'ab' },
    { functionName: 'a', fileName: 'b' },
    { functionName: '1:a1:b' },
  ];
  expect(tableOf(...frames).line).toHaveLength(4);
});
