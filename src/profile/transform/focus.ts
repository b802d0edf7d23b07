import type { CallTree } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { frameName } from '../names/frame-name';
import { addCallers } from './invert';

/**
 * Who calls the function: under the root the function, under each node its callers, out to the outermost frame, which has the self.
 * Of a recursive function only the outermost call of each stack is looked at, so the root's total is the function's total in the top
 * table. `functionName` as `frameName` has it; a name that the tree lacks gives a bare root.
 */
export function callersOf(tree: CallTree, functionName: string): CallTree {
  const builder = new CallTreeBuilder(tree.frames, tree.columns.length);
  const isWanted = namedRows(tree, functionName);
  const path: number[] = [];
  for (let n = 1, inside = 0; n < tree.frame.length; n++) {
    path[tree.depth[n]!] = tree.frame[n]!;
    if (n < inside || !isWanted[tree.frame[n]!]) continue;
    addCallers(builder, { tree, n, path }, 'total');
    inside = tree.end[n]!;
  }
  return builder.build();
}

/**
 * What the function calls, wherever it was called from: under the root the function, below it its callees. Of a recursive function the
 * outermost call of each stack counts, with all that is below it, so the root's total is the function's total in the top table.
 * `functionName` as `frameName` has it; a name that the tree lacks gives a bare root.
 */
export function calleesOf(tree: CallTree, functionName: string): CallTree {
  const builder = new CallTreeBuilder(tree.frames, tree.columns.length);
  const isWanted = namedRows(tree, functionName);
  for (let n = 1; n < tree.frame.length;) {
    if (isWanted[tree.frame[n]!]) addSubtree(builder, tree, n);
    n = isWanted[tree.frame[n]!] ? tree.end[n]! : n + 1;
  }
  return builder.build();
}

function namedRows(tree: CallTree, name: string): Uint8Array {
  const { frames } = tree;
  return Uint8Array.from(frames.functionName, (_, row) => +(frameName(frames, row) === name));
}

/** Adds node `top` and all below it as a child of the root. */
function addSubtree(builder: CallTreeBuilder, tree: CallTree, top: number): void {
  const path = [0];
  for (let n = top; n < tree.end[top]!; n++) {
    const depth = tree.depth[n]! - tree.depth[top]! + 1;
    path[depth] = builder.child(path[depth - 1]!, tree.frame[n]!);
    tree.columns.forEach((column, k) => builder.add(path[depth]!, k, column.self[n]!));
  }
}
