import type { CallTree } from './call-tree';
import { CallTreeBuilder } from './call-tree-builder';
import { checkLength } from './columns';
import { NO_STACK_FRAME, withFrame } from './frame-table';
import { addTree } from './unite';

/** The tree with `values[k]` more in column k, in the root's child `NO_STACK`. The tree itself when all are 0. */
export function addNoStack(tree: CallTree, values: readonly number[]): CallTree {
  checkLength(tree, values, 'values');
  if (values.every((value) => value === 0)) return tree;
  const { frames, row, extra } = withFrame(tree.frames, NO_STACK_FRAME);
  const builder = new CallTreeBuilder(frames, tree.columns.length);
  addTree(builder, tree, { row, firstColumn: 0 });
  builder.addStack([extra], values);
  return builder.build();
}
