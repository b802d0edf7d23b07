import type { CallTree } from '#profile';
import { childrenOf } from '../flame-graph/tree-path';
import type { SiblingOrder } from './sibling-order';

/** A line of an indented tree: a call, below its caller. */
export interface CallLine {
  readonly node: number;
  /** Below the first line, which is 0. */
  readonly level: number;
  /** Place of the caller's line; -1 the first has none. */
  readonly parent: number;
  /** undefined: there is nothing below it. */
  readonly isOpen: boolean | undefined;
  /** Which of the caller's callees it is, counted from 1. */
  readonly place: number;
  readonly siblings: number;
}

export interface CallLinesQuestion {
  /** Of the first line, which is always open. */
  readonly root: number;
  readonly open: ReadonlySet<number>;
  readonly order: SiblingOrder;
  /** One byte a node, 0 where it is left out with all below it; absent: none is. */
  readonly kept?: Uint8Array | undefined;
}

/** The lines of what is open, from top to bottom. */
export function callLines(
  tree: CallTree,
  { root, open, order, kept }: CallLinesQuestion,
): readonly CallLine[] {
  const lines: CallLine[] = [];
  const first = { node: root, level: 0, parent: -1, place: 1, siblings: 1 };
  // As deep as a stack is deep: kept by hand.
  const waiting = [first];
  for (let line = waiting.pop(); line; line = waiting.pop()) {
    const callees = keptCallees(tree, line.node, kept);
    const isOpen = line.node === root || open.has(line.node);
    const parent = lines.length;
    lines.push({ ...line, isOpen: callees.length === 0 ? undefined : isOpen });
    if (!isOpen) continue;
    callees.sort(order.compare);
    for (let i = callees.length - 1; i >= 0; i--)
      waiting.push({
        node: callees[i]!,
        level: line.level + 1,
        parent,
        place: i + 1,
        siblings: callees.length,
      });
  }
  return lines;
}

function keptCallees(tree: CallTree, node: number, kept: Uint8Array | undefined): number[] {
  const callees = childrenOf(tree, node);
  return kept ? callees.filter((callee) => kept[callee] === 1) : callees;
}

/** A callee that has less of its caller is one of several: the path branches there. */
const MOST_OF_IT = 0.5;

/**
 * From a call down to its first callee, and on as long as the first one has most of its caller: what is opened on the way, and where it ends. The
 * call itself where nothing is below it.
 */
export function heaviestPath(
  tree: CallTree,
  from: number,
  { order, kept }: Pick<CallLinesQuestion, 'order' | 'kept'>,
): { readonly opened: readonly number[]; readonly end: number } {
  const opened: number[] = [];
  let node = from;
  for (;;) {
    const [first] = keptCallees(tree, node, kept).sort(order.compare);
    if (first === undefined) break;
    opened.push(node);
    const goesOn = order.weightOf(first) >= MOST_OF_IT * order.weightOf(node);
    node = first;
    if (!goesOn) break;
  }
  return { opened, end: node };
}

/** How many callers of matches are opened at once: more lines are no answer. */
const MOST_OPENED = 500;

/** What a search finds in a tree. */
export interface FoundStacks {
  /** One byte a node: 1 in every stack that has a match in it. */
  readonly kept: Uint8Array;
  /** Every call with a match somewhere below it; none where these are too many. */
  readonly callers: readonly number[];
}

/** `matches`: one byte a row of the frame table. */
export function stacksWith(tree: CallTree, matches: Uint8Array): FoundStacks {
  const { frame, end } = tree;
  const isMatch = (node: number) => frame[node]! >= 0 && matches[frame[node]!] === 1;
  const kept = new Uint8Array(frame.length);
  // Matches among the nodes from 0 to before n.
  const before = new Uint32Array(frame.length + 1);
  for (let n = 0; n < frame.length; n++) before[n + 1] = before[n]! + (isMatch(n) ? 1 : 0);
  const callers: number[] = [];
  let inside = 0;
  for (let n = 0; n < frame.length; n++) {
    if (isMatch(n)) inside = Math.max(inside, end[n]!);
    const below = before[end[n]!]! - before[n + 1]!;
    kept[n] = n < inside || below > 0 ? 1 : 0;
    if (below > 0 && callers.length <= MOST_OPENED) callers.push(n);
  }
  return { kept, callers: callers.length > MOST_OPENED ? [] : callers };
}
