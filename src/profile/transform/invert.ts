import type { CallTree } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';

/**
 * The tree from the leaves: under the root the functions that have a self, under each its callers.
 *
 *     A (100)                        C (70)         C was left with 70
 *     ├─ B (70, of it 50 in C)  =>   ├─ A (20)      20 of it called by A
 *     └─ C (20)                      └─ B (50)      50 by B, which A called
 *                                       └─ A (50)
 *
 * The total of a node is the value of the stacks that end with this chain of calls; under the root, a function's own self. Self is at
 * the other end of each stack, its outermost frame, so that total = self + children holds here too and the root's total is the same.
 */
export function invertTree(tree: CallTree): CallTree {
  const builder = new CallTreeBuilder(tree.frames, tree.columns.length);
  const path: number[] = [];
  for (let n = 0; n < tree.frame.length; n++) {
    path[tree.depth[n]!] = tree.frame[n]!;
    if (isStackEnd(tree, n)) addCallers(builder, { tree, n, path }, 'self');
  }
  return builder.build();
}

/** Some stack ends at this node: it has a self, or it is a leaf, whose values may have cancelled out. */
export function isStackEnd(tree: CallTree, n: number): boolean {
  return tree.end[n] === n + 1 || tree.columns.some((column) => column.self[n] !== 0);
}

/** Adds the values of node n to the chain from n out to the outermost frame; `path` has the frame at each depth. */
export function addCallers(
  builder: CallTreeBuilder,
  { tree, n, path }: { tree: CallTree; n: number; path: readonly number[] },
  values: 'self' | 'total',
): void {
  let node = 0;
  for (let depth = tree.depth[n]!; depth > 0; depth--) node = builder.child(node, path[depth]!);
  tree.columns.forEach((column, k) => builder.add(node, k, column[values][n]!));
}
