import type { CallTree } from '#profile';

/** Where in a tree some functions are. */
export interface WayOfFunctions {
  /** One byte a node: 1 where one of them is, what it calls, and what calls it. */
  readonly nodes: Uint8Array;
  /** From where they are seen beside what they are part of; 0, the root, where they are nowhere. */
  readonly from: number;
}

export interface WayQuestion {
  /** With two columns. */
  readonly tree: CallTree;
  /** One a node. */
  readonly widths: ArrayLike<number>;
  /** Of rows of `frames`. */
  readonly isOne: (frame: number) => boolean;
}

/** Nearly all: a function that changed is now and then called from somewhere else, too. */
const MOST = 0.9;
/** What is shown is so many times as wide as the functions, so that there is something beside them. */
const TIMES_AS_WIDE = 1.5;

/**
 * `from` is the nearest caller that has most of the functions' change below it, and is wider than they are. Of a function that calls itself
 * the outermost call counts. Linear in the tree.
 */
export function wayOfFunctions({ tree, widths, isOne }: WayQuestion): WayOfFunctions {
  const { frame, depth, end, columns } = tree;
  const [baseline, comparison] = columns;
  const nodes = new Uint8Array(frame.length);
  const below = { change: new Float64Array(frame.length), width: new Float64Array(frame.length) };
  const path: number[] = [];
  let heaviest: { readonly change: number; readonly callers: readonly number[] } | undefined;
  for (let n = 0; n < frame.length; n++) {
    path.length = depth[n]!;
    if (n === 0 || !isOne(frame[n]!)) {
      path.push(n);
      continue;
    }
    const change = Math.abs(comparison!.total[n]! - baseline!.total[n]!);
    for (const caller of path) {
      nodes[caller] = 1;
      below.change[caller]! += change;
      below.width[caller]! += widths[n]!;
    }
    nodes.fill(1, n, end[n]);
    if (!heaviest || change > heaviest.change) heaviest = { change, callers: [...path] };
    n = end[n]! - 1;
  }
  const isSeen = (caller: number) =>
    below.change[caller]! >= MOST * below.change[0]! &&
    widths[caller]! >= TIMES_AS_WIDE * below.width[caller]!;
  return { nodes, from: heaviest?.callers.findLast(isSeen) ?? 0 };
}
