import type { CallTree } from '#profile';

/** The caller's node; -1 for the root. */
export function parentOf({ depth }: CallTree, node: number): number {
  if (node <= 0) return -1;
  let parent = node - 1;
  while (depth[parent]! >= depth[node]!) parent--;
  return parent;
}

/** From the root to `node`, both included. */
export function pathTo(tree: CallTree, node: number): number[] {
  const path: number[] = [];
  for (let n = node; n >= 0; n = parentOf(tree, n)) path.push(n);
  return path.reverse();
}

/** The callees, in the tree's order. */
export function childrenOf({ end }: CallTree, node: number): number[] {
  const children: number[] = [];
  for (let child = node + 1; child < end[node]!; child = end[child]!) children.push(child);
  return children;
}
