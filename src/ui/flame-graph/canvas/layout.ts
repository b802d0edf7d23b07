import type { CallTree } from '#profile';
import { pathTo } from '../tree-path';

export interface LayoutQuestion {
  /** Additive, one a node: `buildWidths`. */
  readonly widths: Float64Array;
  /** The node that fills the width. */
  readonly focus: number;
  readonly widthPx: number;
  /** Narrower frames are folded, with everything that they call. Default 0.5. */
  readonly minWidthPx?: number;
}

/** Visible frames in pre-order, ancestors of the focus first; `row` is the node's depth, the root's is 0. */
export interface Boxes {
  readonly length: number;
  readonly node: Int32Array;
  /** Left edge and width in CSS pixels. */
  readonly x: Float64Array;
  readonly width: Float64Array;
  readonly row: Int32Array;
}

/** The frames that have a width and are too narrow to be drawn; `share` is the part of the focus that they stand for. */
export interface Narrow {
  readonly frames: number;
  readonly share: number;
}

/**
 * Frames too narrow to be drawn one by one: a box for those of one caller that stand side by side and are wide enough together. It holds
 * the nodes from `node`, one of them, to before `end`.
 */
export interface FoldedBoxes extends Boxes {
  readonly end: Int32Array;
  readonly caller: Int32Array;
  /** What each stands for, as in `Narrow`. */
  readonly frames: Int32Array;
  readonly share: Float64Array;
}

export interface Layout extends Boxes {
  readonly narrow: Narrow;
  readonly folded: FoldedBoxes;
}

/**
 * Where each visible frame is. Callees start at their caller's left edge, the caller's own value is the free space at the right:
 *
 *     A 100, 100 px            |A                     |
 *     ├─ B 70                  |B            |C   |        C starts at 70, whether or not something left of it
 *     │  └─ D 20               |D |                       is too narrow to be drawn
 *     └─ C 20
 *
 * Offsets are sums of the widths themselves, so a frame that is left out shifts nobody.
 */
export function layoutFrames(tree: CallTree, question: LayoutQuestion): Layout {
  const { widths, focus, widthPx, minWidthPx = 0.5 } = question;
  const node = pathTo(tree, focus);
  const x = node.map(() => 0);
  const width = node.map(() => widthPx);
  const scale = widths[focus]! > 0 ? widthPx / widths[focus]! : 0;
  const below = tree.depth[focus]! + 1;
  /** In the unit of `widths`: where the next callee of each level starts. */
  const next: number[] = [];
  next[below] = 0;
  /** The node that the callees of each level are called by. */
  const callers: number[] = [];
  callers[below] = focus;
  const folds = new Folds(widths);
  let n = focus + 1;
  // Nothing of what has no width yet is drawn.
  const end = scale > 0 || minWidthPx === 0 ? tree.end[focus]! : n;
  while (n < end) {
    const level = tree.depth[n]!;
    const start = next[level]!;
    const extent = widths[n]!;
    next[level] = start + extent;
    if (!(extent * scale >= minWidthPx)) {
      folds.add(n, tree.end[n]!, level, callers[level]!, start);
      n = tree.end[n]!;
      continue;
    }
    node.push(n);
    x.push(start * scale);
    width.push(extent * scale);
    next[level + 1] = start;
    callers[level + 1] = n;
    n++;
  }
  return {
    ...toBoxes(tree, node, { x, width }),
    // Nothing is known of a graph that has no width yet.
    narrow: scale > 0 ? folds.all(widths[focus]!) : { frames: 0, share: 0 },
    folded: folds.boxes(tree, { scale, minWidthPx, whole: widths[focus]! }),
  };
}

/** Narrow neighbours of one caller. In the unit of the layout's widths. */
interface Fold {
  readonly node: number;
  end: number;
  readonly caller: number;
  readonly start: number;
  extent: number;
  frames: number;
}

class Folds {
  readonly #widths: Float64Array;
  readonly #framesBefore: Int32Array;
  readonly #all: Fold[] = [];
  /** The last one of each level: what comes right after it is folded into it. */
  readonly #last: (Fold | undefined)[] = [];

  constructor(widths: Float64Array) {
    this.#widths = widths;
    this.#framesBefore = framesBefore(widths);
  }

  /** A subtree; most are neighbours of one that is there. */
  add(node: number, end: number, level: number, caller: number, start: number): void {
    const extent = this.#widths[node]!;
    const last = this.#last[level];
    if (last !== undefined && last.end === node && last.caller === caller) {
      last.end = end;
      last.extent += extent;
      if (extent > 0) last.frames += this.#framesIn(node, end);
      return;
    }
    if (!(extent > 0)) return;
    const first = { node, end, caller, start, extent, frames: this.#framesIn(node, end) };
    this.#all.push(first);
    this.#last[level] = first;
  }

  /** Of all folds, those narrower than a box too. `whole` is the width of the focus. */
  all(whole: number): Narrow {
    let [frames, extent] = [0, 0];
    for (const fold of this.#all) {
      frames += fold.frames;
      extent += fold.extent;
    }
    return { frames, share: extent / whole };
  }

  boxes(
    tree: CallTree,
    { scale, minWidthPx, whole }: { scale: number; minWidthPx: number; whole: number },
  ): FoldedBoxes {
    const wide = this.#all.filter(({ extent }) => extent * scale >= minWidthPx);
    const node = wide.map((fold) => fold.node);
    const x = wide.map(({ start }) => start * scale);
    const width = wide.map(({ extent }) => extent * scale);
    return {
      ...toBoxes(tree, node, { x, width }),
      end: Int32Array.from(wide, ({ end }) => end),
      caller: Int32Array.from(wide, ({ caller }) => caller),
      frames: Int32Array.from(wide, ({ frames }) => frames),
      share: Float64Array.from(wide, ({ extent }) => extent / whole),
    };
  }

  /** Those that have a width. */
  #framesIn(node: number, end: number): number {
    return this.#framesBefore[end]! - this.#framesBefore[node]!;
  }
}

/** For each node the nodes before it that have a width, and for the end all of them: counted once, not at every step into the graph. */
function framesBefore(widths: Float64Array): Int32Array {
  const known = counted.get(widths);
  if (known) return known;
  const before = new Int32Array(widths.length + 1);
  for (let n = 0; n < widths.length; n++) before[n + 1] = before[n]! + (widths[n]! > 0 ? 1 : 0);
  counted.set(widths, before);
  return before;
}

const counted = new WeakMap<Float64Array, Int32Array>();

function toBoxes(
  { depth }: CallTree,
  node: readonly number[],
  { x, width }: { x: readonly number[]; width: readonly number[] },
): Boxes {
  return {
    length: node.length,
    node: Int32Array.from(node),
    x: Float64Array.from(x),
    width: Float64Array.from(width),
    row: Int32Array.from(node, (n) => depth[n]!),
  };
}

/** The boxes of each row, from left to right: row `r` has `order[start[r]] … order[start[r + 1] - 1]`. */
export interface Rows {
  readonly count: number;
  readonly start: Int32Array;
  readonly order: Int32Array;
}

export function rowCountOf({ length, row }: Boxes): number {
  let count = 0;
  for (let b = 0; b < length; b++) count = Math.max(count, row[b]! + 1);
  return count;
}

/** `count` rows, also where the last ones have no box. */
export function rowsOf(boxes: Boxes, count = rowCountOf(boxes)): Rows {
  const start = new Int32Array(count + 1);
  for (let b = 0; b < boxes.length; b++) start[boxes.row[b]! + 1]!++;
  for (let row = 0; row < count; row++) start[row + 1]! += start[row]!;
  const filled = start.slice();
  const order = new Int32Array(boxes.length);
  for (let b = 0; b < boxes.length; b++) order[filled[boxes.row[b]!]!++] = b;
  return { count, start, order };
}

/** The box at a place, -1 where there is none. */
export function boxAt(boxes: Boxes, rows: Rows, { x, row }: { x: number; row: number }): number {
  if (row < 0 || row >= rows.count) return -1;
  let low = rows.start[row]!;
  let high = rows.start[row + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boxes.x[rows.order[middle]!]! <= x) low = middle + 1;
    else high = middle;
  }
  if (low === rows.start[row]!) return -1;
  const box = rows.order[low - 1]!;
  return x < boxes.x[box]! + boxes.width[box]! ? box : -1;
}
