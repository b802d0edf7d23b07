import type { CallTree, Column, FrameTable } from './call-tree';
import { tooManyNodes, MAX_NODES } from './call-tree-builder';
import { columnFromSelf } from './column';

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
  /** The node that is open at each depth. */
  const open = [0];
  const next = new Int32Array(trees.length).fill(1);
  let size = 1;
  for (;;) {
    let deepest = 0;
    let row = 0;
    for (let t = 0; t < trees.length; t++) {
      const tree = trees[t]!;
      const n = next[t]!;
      if (n === tree.frame.length || tree.depth[n]! < deepest) continue;
      const own = rows[t]![tree.frame[n]!]!;
      if (tree.depth[n]! > deepest || own < row) row = own;
      deepest = tree.depth[n]!;
    }
    if (deepest === 0) break;
    if (size === MAX_NODES) throw tooManyNodes();
    for (let t = 0; t < trees.length; t++) {
      const tree = trees[t]!;
      const n = next[t]!;
      if (n === tree.frame.length || tree.depth[n] !== deepest) continue;
      if (rows[t]![tree.frame[n]!] !== row) continue;
      places[t]![n] = size;
      next[t] = n + 1;
    }
    while (open.length > deepest) end[open.pop()!] = size;
    open.push(size);
    frame[size] = row;
    depth[size] = deepest;
    size++;
  }
  for (const node of open) end[node] = size;
  const shape = {
    frame: frame.slice(0, size),
    depth: depth.slice(0, size),
    end: end.slice(0, size),
  };
  const columns = trees.flatMap((tree, t) =>
    tree.columns.map((column) => placed(column, places[t]!, shape.depth)),
  );
  return { frames, ...shape, columns };
}

/** Where a tree has no node it has nothing. */
function placed({ self }: Column, places: Int32Array, depth: Int32Array): Column {
  const own = new Float64Array(depth.length);
  for (let n = 0; n < self.length; n++) own[places[n]!] = self[n]!;
  return columnFromSelf(depth, own);
}
