import { expect, test } from 'vitest';
import {
  CallTreeBuilder,
  frameOf,
  FrameTableBuilder,
  NO_STACK,
  treeFromFolded,
  unite,
} from '#profile';
import { symbolisedShares } from './symbolised-shares';

test('of each side, of what has a stack what has a name', () => {
  const frames = new FrameTableBuilder();
  const known = frames.add(frameOf({ functionName: 'work' }));
  const unknown = frames.add(frameOf({ mapping: '/bin/app', address: 0x400n }));
  const { frames: table, rowOf } = frames.build();
  const builder = new CallTreeBuilder(table, 1);
  builder.addStack([rowOf[known]!], [30]);
  builder.addStack([rowOf[unknown]!], [10]);
  const half = builder.build();
  expect(symbolisedShares(half)).toEqual([0.75]);
  const whole = treeFromFolded(['work 30', `${NO_STACK} 50`]);
  expect(symbolisedShares(unite([half, whole, treeFromFolded([])]))).toEqual([0.75, 1, undefined]);
});
