import { expect, test } from 'vitest';
import {
  CallTreeBuilder,
  frameOf,
  FrameTableBuilder,
  NO_STACK,
  treeFromFolded,
  trimTree,
  unite,
} from '#profile';
import { columnShares } from './column-shares';

test('of each side, of what has a stack what has a name, and what was cut off', () => {
  const frames = new FrameTableBuilder();
  const known = frames.add(frameOf({ functionName: 'work' }));
  const unknown = frames.add(frameOf({ mapping: '/bin/app', address: 0x400n }));
  const { frames: table, rowOf } = frames.build();
  const builder = new CallTreeBuilder(table, 1);
  builder.addStack([rowOf[known]!], [30]);
  builder.addStack([rowOf[unknown]!], [10]);
  const half = builder.build();
  expect(columnShares(half)).toEqual([{ symbolised: 0.75, trimmed: 0 }]);
  const whole = treeFromFolded(['work 30', `${NO_STACK} 50`]);
  const cut = trimTree(treeFromFolded(['work 30', 'work;a 6', 'work;b 4']), 2).tree;
  expect(columnShares(unite([half, whole, treeFromFolded([]), cut]))).toEqual([
    { symbolised: 0.75, trimmed: 0 },
    { symbolised: 1, trimmed: 0 },
    {},
    { symbolised: 1, trimmed: 0.25 },
  ]);
});
