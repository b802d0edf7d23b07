import type { CallTree, Column, FrameTable } from './call-tree';
import { tooManyNodes, MAX_NODES } from './call-tree-builder';

/** For more trees, to look at the next node of each takes longer than to look one node up. */
export const MERGED_AT_ONCE = 8;

/**
 * One tree of several, with the columns of all: `rows[t]` are the rows of tree t's table in `frames`, ascending, so that its siblings stay
 * in their order. All trees are read from front to back at once, and nothing is looked up:
 *
 *     the deepest of the trees' next nodes is the next one, of several the one with the smallest row; who has it goes on
 *
 * for a tree's next node is always a child of a node that has been written and whose subtree is still open.
 */
export function mergeTrees(
  trees: readonly CallTree[],
  rows: readonly Int32Array[],
  frames: FrameTable,
): CallTree {
  const places = trees.map(({ frame }) => new Int32Array(frame.length));
  const room = trees.reduce((sum, { frame }) => sum + frame.length, 0);
  const frame = new Int32Array(room).fill(-1, 0, 1);
  const depth = new Int32Array(room);
  const end = new Int32Array(room);
  /** The node that is open at each depth, as long as no other one is. */
  const open = new Int32Array(deepestOf(trees) + 1);
  const cursors = trees.map((tree, t) => new Cursor(tree, rows[t]!));
  let size = 1;
  let last = 0;
  for (;;) {
    let deepest = 0;
    let row = 0;
    for (const cursor of cursors) {
      if (cursor.depth < deepest) continue;
      if (cursor.depth > deepest || cursor.row < row) row = cursor.row;
      deepest = cursor.depth;
    }
    if (deepest === 0) break;
    if (size === MAX_NODES) throw tooManyNodes();
    for (let t = 0; t < cursors.length; t++) {
      const cursor = cursors[t]!;
      if (cursor.depth !== deepest || cursor.row !== row) continue;
      places[t]![cursor.n] = size;
      cursor.next();
    }
    for (; last >= deepest; last--) end[open[last]!] = size;
    open[++last] = size;
    frame[size] = row;
    depth[size] = deepest;
    size++;
  }
  for (; last >= 0; last--) end[open[last]!] = size;
  const columns = trees.flatMap((tree, t) =>
    tree.columns.map((column) => placed(column, places[t]!, size)),
  );
  return {
    frames,
    frame: frame.slice(0, size),
    depth: depth.slice(0, size),
    end: end.slice(0, size),
    columns,
  };
}

/** A tree that is read from front to back: its next node, of depth 0 after the last one. */
class Cursor {
  n = 0;
  depth = 0;
  row = 0;
  readonly #frame: Int32Array;
  readonly #depth: Int32Array;
  readonly #rows: Int32Array;

  constructor({ frame, depth }: CallTree, rows: Int32Array) {
    this.#frame = frame;
    this.#depth = depth;
    this.#rows = rows;
    this.next();
  }

  next(): void {
    const n = ++this.n;
    if (n >= this.#frame.length) this.depth = 0;
    else {
      this.depth = this.#depth[n]!;
      this.row = this.#rows[this.#frame[n]!]!;
    }
  }
}

function deepestOf(trees: readonly CallTree[]): number {
  let deepest = 0;
  for (const { depth } of trees)
    for (let n = 0; n < depth.length; n++) if (depth[n]! > deepest) deepest = depth[n]!;
  return deepest;
}

/** Where a tree has no node it has nothing; where it has one, that has all that is below it, as before. */
function placed({ self, total }: Column, places: Int32Array, size: number): Column {
  const column = { self: new Float64Array(size), total: new Float64Array(size) };
  for (let n = 0; n < self.length; n++) {
    column.self[places[n]!] = self[n]!;
    column.total[places[n]!] = total[n]!;
  }
  return column;
}
