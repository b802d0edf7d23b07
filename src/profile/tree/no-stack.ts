import { NO_STACK_FRAME, FrameTableBuilder } from './frame-table';
import type { CallTree } from './call-tree';
import { CallTreeBuilder } from './call-tree-builder';

/** The tree of samples without a stack alone; of 0 the bare root. */
export function noStackTree(value: number): CallTree {
  const table = new FrameTableBuilder();
  table.add(NO_STACK_FRAME);
  const builder = new CallTreeBuilder(table.build().frames, 1);
  if (value !== 0) builder.addStack([0], [value]);
  return builder.build();
}
