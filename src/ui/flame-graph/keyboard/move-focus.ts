import type { CallTree } from '#profile';
import { childrenOf, parentOf } from '../tree-path';

/** What is drawn: callees without a width are not, and of the focus's callers only one a row. */
export interface Walk {
  readonly tree: CallTree;
  readonly widths: Float64Array;
  readonly focus: number;
}

/**
 * The node that an arrow key leads to: up to the caller, down to the widest callee, left and right among the callees of one caller,
 * Home to the root. From above the focus, down leads towards it. The node itself where there is nothing; `undefined` for other keys.
 */
export function moveFocus(walk: Walk, node: number, key: string): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return Math.max(parentOf(walk.tree, node), 0);
    case 'ArrowDown':
      return isAbove(walk, node) ? towardsFocus(walk, node) : widestChild(walk, node);
    case 'ArrowLeft':
      return siblingOf(walk, node, -1);
    case 'ArrowRight':
      return siblingOf(walk, node, 1);
    case 'Home':
      return 0;
    default:
      return undefined;
  }
}

/** Where one step out of the focus leads: the nearest caller that is wider, for what is as wide would show the same again. */
export function widerCaller({ tree, widths, focus }: Walk): number {
  let caller = parentOf(tree, focus);
  while (caller > 0 && widths[caller]! <= widths[focus]!) caller = parentOf(tree, caller);
  return Math.max(caller, 0);
}

/** Among the callees of its caller that have a width: its place, counted from 1, and their number. */
export function placeAmongSiblings(walk: Walk, node: number): { place: number; of: number } {
  const siblings = siblingsOf(walk, node);
  return { place: siblings.indexOf(node) + 1, of: siblings.length };
}

function isAbove({ tree, focus }: Walk, node: number): boolean {
  return node < focus && focus < tree.end[node]!;
}

function towardsFocus({ tree, focus }: Walk, node: number): number {
  return childrenOf(tree, node).find((child) => focus < tree.end[child]!)!;
}

function widestChild({ tree, widths }: Walk, node: number): number {
  let widest = node;
  let width = 0;
  for (const child of childrenOf(tree, node)) {
    if (widths[child]! <= width) continue;
    widest = child;
    width = widths[child]!;
  }
  return widest;
}

function siblingOf(walk: Walk, node: number, step: 1 | -1): number {
  const siblings = siblingsOf(walk, node);
  return siblings[siblings.indexOf(node) + step] ?? node;
}

function siblingsOf(walk: Walk, node: number): number[] {
  const { tree, widths, focus } = walk;
  if (node === focus || isAbove(walk, node)) return [node];
  const parent = parentOf(tree, node);
  return childrenOf(tree, parent).filter((child) => widths[child]! > 0 || child === node);
}
