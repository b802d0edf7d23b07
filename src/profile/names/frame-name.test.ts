import { expect, test } from 'vitest';
import { binaryName, frameName } from './frame-name';
import { type Frame, frameOf, FrameTableBuilder } from '../tree/frame-table';

const cases: { frame: Partial<Frame>; name: string; binary: string }[] = [
  { frame: { functionName: 'f', mapping: '/bin/app' }, name: 'f', binary: 'app' },
  {
    frame: { address: 26n, mapping: '/lib/libc.so.6' },
    name: '[libc.so.6] 0x1a',
    binary: 'libc.so.6',
  },
  { frame: { address: 26n, mapping: '[vdso]' }, name: '[[vdso]] 0x1a', binary: '[vdso]' },
  { frame: { address: 2n ** 64n - 1n }, name: '0xffffffffffffffff', binary: '' },
];

test.each(cases)('$name', ({ frame, name, binary }) => {
  const builder = new FrameTableBuilder();
  builder.add(frameOf(frame));
  const { frames } = builder.build();
  expect(frameName(frames, 0)).toBe(name);
  expect(binaryName(frames, 0)).toBe(binary);
});
