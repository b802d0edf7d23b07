import type { CallTree, FrameTable } from './call-tree';
import { CallTreeBuilder } from './call-tree-builder';
import { checkLength } from './columns';
import { frameAt, FrameTableBuilder, NO_STACK_FRAME } from './frame-table';
import { addTree } from './unite';

/** The tree with `values[k]` more in column k, in the root's child `NO_STACK`. The tree itself when all are 0. */
export function addNoStack(tree: CallTree, values: readonly number[]): CallTree {
  checkLength(tree, values, 'values');
  if (values.every((value) => value === 0)) return tree;
  const { frames, row, extra } = withNoStackRow(tree.frames);
  const builder = new CallTreeBuilder(frames, tree.columns.length);
  addTree(builder, tree, { row, firstColumn: 0 });
  builder.addStack([extra], values);
  return builder.build();
}

function withNoStackRow(table: FrameTable): {
  frames: FrameTable;
  row: Int32Array;
  extra: number;
} {
  const builder = new FrameTableBuilder();
  const numbers = table.functionName.map((_, row) => builder.add(frameAt(table, row)));
  const number = builder.add(NO_STACK_FRAME);
  const { frames, rowOf } = builder.build();
  return {
    frames,
    row: Int32Array.from(numbers, (each) => rowOf[each]!),
    extra: rowOf[number]!,
  };
}
