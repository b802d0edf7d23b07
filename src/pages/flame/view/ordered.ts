import { useMemo } from 'react';
import { frameName, type CallTree, type Column } from '#profile';
import type { Dividends } from '#ui';
import { widthsOf } from '../picture';
import type { DisplayState } from '../../state/view/view-state';

interface Ordered {
  readonly tree: CallTree;
  readonly dividends?: Dividends | undefined;
}

/** The tree with the callees of each caller in the order that was chosen, and what its values were divided from, node by node the same. */
export function useOrdered({
  tree,
  dividends,
  display,
}: Ordered & { readonly display: Pick<DisplayState, 'siblings' | 'width'> }): Ordered {
  const { siblings, width } = display;
  return useMemo(() => {
    if (siblings === 'name') return { tree, dividends };
    const order = widestFirst(tree, widthsOf(tree, width));
    return {
      tree: inOrder(tree, order),
      dividends: dividends && { ...dividends, tree: inOrder(dividends.tree, order) },
    };
  }, [tree, dividends, siblings, width]);
}

/** The nodes in depth-first pre-order with the widest callee of each caller first; of equal ones the tree's order. */
function widestFirst({ frame, end }: CallTree, widths: Float64Array): Int32Array {
  const order = new Int32Array(frame.length);
  const pending = [0];
  for (let at = 0; pending.length > 0; at++) {
    const node = pending.pop()!;
    order[at] = node;
    const callees: number[] = [];
    for (let child = node + 1; child < end[node]!; child = end[child]!) callees.push(child);
    callees.sort((a, b) => widths[b]! - widths[a]! || a - b);
    for (let i = callees.length - 1; i >= 0; i--) pending.push(callees[i]!);
  }
  return order;
}

/** The same tree with its nodes in another pre-order: siblings are not in the order of their frames any more. */
function inOrder(tree: CallTree, order: Int32Array): CallTree {
  const pick = (values: Float64Array) => Float64Array.from(order, (node) => values[node]!);
  const columns: readonly Column[] = tree.columns.map(({ self, total }) => ({
    self: pick(self),
    total: pick(total),
  }));
  return {
    frames: tree.frames,
    frame: order.map((node) => tree.frame[node]!),
    depth: order.map((node) => tree.depth[node]!),
    // A subtree is as large as before.
    end: order.map((node, at) => at + tree.end[node]! - node),
    columns,
  };
}

const MOST_CALLERS = 3;

/** Where the graph is, in words: `Zoomed to Checkout, called by serve, main and 4 more`. */
export function pathWords(tree: CallTree, node: number): string {
  if (node <= 0) return 'The whole graph';
  const callers: string[] = [];
  for (let n = node - 1, depth = tree.depth[node]!; n > 0 && depth > 1; n--) {
    if (tree.depth[n]! >= depth) continue;
    depth = tree.depth[n]!;
    callers.push(frameName(tree.frames, tree.frame[n]!));
  }
  const name = frameName(tree.frames, tree.frame[node]!);
  if (callers.length === 0) return `Zoomed to ${name}`;
  const more = callers.length - MOST_CALLERS;
  const named = callers.slice(0, MOST_CALLERS).join(', ');
  return `Zoomed to ${name}, called by ${named}${more > 0 ? ` and ${more} more` : ''}`;
}
