import { frameName, type CallTree } from '#profile';

/**
 * The node of another tree that a node has become: the one at the end of the same calls; where those are not there any more, the one of its
 * function that costs most. undefined: the function has none.
 */
export function samePlace(from: CallTree, node: number, to: CallTree): number | undefined {
  if (node <= 0) return 0;
  const names = namesTo(from, node);
  return followed(to, names) ?? costliest(to, names.at(-1)!);
}

/** From below the root to the node. */
function namesTo({ frames, frame, depth }: CallTree, node: number): readonly string[] {
  const names: string[] = [];
  for (let n = node, below = depth[node]! + 1; n > 0; n--) {
    if (depth[n]! >= below) continue;
    below = depth[n]!;
    names.push(frameName(frames, frame[n]!));
  }
  return names.reverse();
}

function followed(tree: CallTree, names: readonly string[]): number | undefined {
  const { frames, frame, end } = tree;
  let node = 0;
  for (const name of names) {
    let callee = node + 1;
    while (callee < end[node]! && frameName(frames, frame[callee]!) !== name) callee = end[callee]!;
    if (callee >= end[node]!) return undefined;
    node = callee;
  }
  return node;
}

function costliest({ frames, frame, columns }: CallTree, name: string): number | undefined {
  const isWanted = frames.functionName.map((_, row) => frameName(frames, row) === name);
  let found: number | undefined;
  let most = -1;
  for (let n = 1; n < frame.length; n++) {
    if (!isWanted[frame[n]!]) continue;
    const cost = columns.reduce((sum, { total }) => sum + Math.abs(total[n]!), 0);
    if (cost <= most) continue;
    most = cost;
    found = n;
  }
  return found;
}
