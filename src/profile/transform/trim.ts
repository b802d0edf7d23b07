import type { CallTree } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { TRIMMED_FRAME, withFrame } from '../tree/frame-table';

export interface TrimmedTree {
  readonly tree: CallTree;
  /** Nodes that are not in `tree` any more. */
  readonly trimmed: number;
}

/**
 * The tree with its root and widest nodes, at most `maxNodes` of them; under each node that lost children a `TRIMMED` frame holds
 * their totals, so that every total stays as it was. A node's width is the sum of its magnitudes over all columns, therefore the same
 * nodes stay in both sides of a comparison. The tree itself when it has no more than `maxNodes`.
 */
export function trimTree(tree: CallTree, maxNodes: number): TrimmedTree {
  const nodes = tree.frame.length;
  if (nodes <= maxNodes) return { tree, trimmed: 0 };
  const kept = widestNodes(tree, Math.max(1, maxNodes));
  const { frames, row, extra } = withFrame(tree.frames, TRIMMED_FRAME);
  const builder = new CallTreeBuilder(frames, tree.columns.length);
  const path = [0];
  let left = 1;
  let n = 1;
  addSelf(builder, tree, { n: 0, node: 0 });
  while (n < nodes) {
    const parent = path[tree.depth[n]! - 1]!;
    if (kept[n]) {
      const node = builder.child(parent, row[tree.frame[n]!]!);
      path[tree.depth[n]!] = node;
      addSelf(builder, tree, { n, node });
      left++;
      n++;
    } else {
      const node = builder.child(parent, extra);
      tree.columns.forEach((column, k) => builder.add(node, k, column.total[n]!));
      n = tree.end[n]!;
    }
  }
  return { tree: builder.build(), trimmed: nodes - left };
}

function addSelf(builder: CallTreeBuilder, tree: CallTree, at: { n: number; node: number }): void {
  tree.columns.forEach((column, k) => builder.add(at.node, k, column.self[at.n]!));
}

/** 1 for each node that stays: a subtree is never wider than its parent, and of equals the one met first stays. */
function widestNodes(tree: CallTree, count: number): Uint8Array {
  const width = new Float64Array(tree.frame.length);
  for (const { total } of tree.columns)
    for (let n = 0; n < width.length; n++) width[n]! += Math.abs(total[n]!);
  // What children have in magnitude their parent has too, also where they cancel out in its total.
  const pending: number[] = [];
  for (let n = width.length - 1; n >= 0; n--) {
    const d = tree.depth[n]!;
    width[n] = Math.max(width[n]!, pending[d + 1] ?? 0);
    pending[d + 1] = 0;
    pending[d] = (pending[d] ?? 0) + width[n]!;
  }
  width[0] = Infinity;
  const order = Uint32Array.from(width, (_, n) => n);
  order.sort((a, b) => width[b]! - width[a]! || a - b);
  const kept = new Uint8Array(width.length);
  for (let i = 0; i < count; i++) kept[order[i]!] = 1;
  return kept;
}
