import type { CallTree, FrameTable } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { frameAt, FrameTableBuilder } from '../tree/frame-table';
import { MERGED_AT_ONCE, mergeTrees } from '../tree/merge-trees';

/**
 * One tree with all columns of all trees, in order. Nothing is dropped: a node that a tree lacks is zero in that tree's columns.
 *
 *     A (100)              A (90)                A (100 │ 90)
 *     └─ B (70)     and    └─ C (90)     are     ├─ B (70 │  0)
 *                                                └─ C ( 0 │ 90)
 *
 * A function name that has at most one frame in each tree is one frame in the result, whatever its file, binary or build id, because
 * two builds of one program must line up; the frame shown is the greatest by `compareFrames`. A name that has several frames in some
 * tree, and an unsymbolised address, is matched by its full identity. So `unite` commutes up to the order of columns.
 * Functions that `names` has are called as it says (`renamedFunctions`). Linear in the nodes of all trees.
 */
export function unite(
  trees: readonly CallTree[],
  names: ReadonlyMap<string, string> = NO_NAMES,
): CallTree {
  const tables = trees.map(({ frames }) => (names.size === 0 ? frames : renamed(frames, names)));
  const { frames, rows } = alignFrames(tables);
  if (trees.length <= MERGED_AT_ONCE && rows.every(isAscending))
    return mergeTrees(trees, rows, frames);
  const columns = trees.reduce((sum, tree) => sum + tree.columns.length, 0);
  const builder = new CallTreeBuilder(frames, columns);
  let firstColumn = 0;
  trees.forEach((tree, t) => {
    addTree(builder, tree, { row: rows[t]!, firstColumn });
    firstColumn += tree.columns.length;
  });
  return builder.build();
}

/** Its siblings stay in their order; functions that are called otherwise come elsewhere. */
function isAscending(rows: Int32Array): boolean {
  for (let row = 1; row < rows.length; row++) if (rows[row - 1]! >= rows[row]!) return false;
  return true;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

function renamed(frames: FrameTable, names: ReadonlyMap<string, string>): FrameTable {
  return { ...frames, functionName: frames.functionName.map((name) => names.get(name) ?? name) };
}

/** Adds every node of the tree, its rows renamed and its columns from `firstColumn` on. */
function addTree(
  builder: CallTreeBuilder,
  tree: CallTree,
  to: { row: Int32Array; firstColumn: number },
): void {
  const path = [0];
  for (let n = 0; n < tree.frame.length; n++) {
    const d = tree.depth[n]!;
    if (n > 0) path[d] = builder.child(path[d - 1]!, to.row[tree.frame[n]!]!);
    for (let k = 0; k < tree.columns.length; k++) {
      const self = tree.columns[k]!.self[n]!;
      if (self !== 0) builder.add(path[d]!, to.firstColumn + k, self);
    }
  }
}

/** One table for several, and for each of them its rows' places in it. */
function alignFrames(tables: readonly FrameTable[]): { frames: FrameTable; rows: Int32Array[] } {
  const several = new Set(tables.flatMap(repeatedNames));
  const builder = new FrameTableBuilder();
  const numbers = tables.map((table) =>
    Int32Array.from(table.functionName, (name, row) => {
      const frame = frameAt(table, row);
      return name === '' || several.has(name) ? builder.add(frame) : builder.add(frame, `n${name}`);
    }),
  );
  const { frames, rowOf } = builder.build();
  return { frames, rows: numbers.map((table) => table.map((number) => rowOf[number]!)) };
}

function repeatedNames(table: FrameTable): string[] {
  const seen = new Set<string>();
  return table.functionName.filter((name) => seen.size === seen.add(name).size);
}
