import type { CallTree } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { columnFromSelf } from '../tree/column';
import { MERGED_AT_ONCE, mergeTrees } from '../tree/merge-trees';
import { usedFrames } from '../tree/used-frames';
import { frameName } from '../names/frame-name';
import { addCallers } from './invert';

/**
 * Who calls the function: under the root the function, under each node its callers, out to the outermost frame, which has the self.
 * Of a recursive function only the outermost call of each stack is looked at, so the root's total is the function's total in the top
 * table. `functionName` as `frameName` has it; a name that the tree lacks gives a bare root.
 */
export function callersOf(tree: CallTree, functionName: string): CallTree {
  const builder = new CallTreeBuilder(tree.frames, tree.columns.length);
  const isWanted = namedRows(tree, functionName);
  const path: number[] = [];
  for (let n = 1, inside = 0; n < tree.frame.length; n++) {
    path[tree.depth[n]!] = tree.frame[n]!;
    if (n < inside || !isWanted[tree.frame[n]!]) continue;
    addCallers(builder, { tree, n, path }, 'total');
    inside = tree.end[n]!;
  }
  return builder.build();
}

/**
 * What the function calls, wherever it was called from: under the root the function, below it its callees. Of a recursive function the
 * outermost call of each stack counts, with all that is below it, so the root's total is the function's total in the top table.
 * `functionName` as `frameName` has it; a name that the tree lacks gives a bare root.
 */
export function calleesOf(tree: CallTree, functionName: string): CallTree {
  const isWanted = namedRows(tree, functionName);
  const calls: number[] = [];
  for (let n = 1; n < tree.frame.length;) {
    if (isWanted[tree.frame[n]!]) calls.push(n);
    n = isWanted[tree.frame[n]!] ? tree.end[n]! : n + 1;
  }
  if (calls.length > 0 && calls.length <= MERGED_AT_ONCE) return mergeSubtrees(tree, calls);
  const builder = new CallTreeBuilder(tree.frames, tree.columns.length);
  for (const top of calls) addSubtree(builder, tree, top);
  return builder.build();
}

/** Few subtrees can be large, and are read side by side; many are small. */
function mergeSubtrees(tree: CallTree, tops: readonly number[]): CallTree {
  const parts = tops.map((top) => subtree(tree, top));
  const merged = parts.length === 1 ? parts[0]! : sumOfParts(tree, parts);
  const { frames, newRow } = usedFrames(tree.frames, merged.frame);
  if (frames !== tree.frames)
    for (let n = 1; n < merged.frame.length; n++) merged.frame[n] = newRow[merged.frame[n]!]!;
  return { ...merged, frames };
}

function sumOfParts({ frames, columns }: CallTree, parts: readonly CallTree[]): CallTree {
  const same = Int32Array.from(frames.functionName.keys());
  const merged = mergeTrees(
    parts,
    parts.map(() => same),
    frames,
  );
  const sums = columns.map((_, k) => {
    const [first, ...others] = parts.map((_, t) => merged.columns[t * columns.length + k]!);
    const { self } = first!;
    for (const other of others) for (let n = 0; n < self.length; n++) self[n]! += other.self[n]!;
    return columnFromSelf(merged.depth, self);
  });
  return { ...merged, columns: sums };
}

/** A node with all that is below it, under a root of its own. */
function subtree({ frames, frame, depth, end, columns }: CallTree, top: number): CallTree {
  const size = end[top]! - top + 1;
  const under = <T extends Int32Array | Float64Array>(part: T, values: T, root: number): T => {
    part[0] = root;
    part.set(values.subarray(top, end[top]!), 1);
    return part;
  };
  const depths = under(new Int32Array(size), depth, 0);
  const ends = under(new Int32Array(size), end, size);
  const above = depth[top]! - 1;
  for (let n = 1; n < size; n++) {
    depths[n]! -= above;
    ends[n]! -= top - 1;
  }
  return {
    frames,
    frame: under(new Int32Array(size), frame, -1),
    ...{ depth: depths, end: ends },
    columns: columns.map(({ self, total }) => ({
      self: under(new Float64Array(size), self, 0),
      total: under(new Float64Array(size), total, total[top]!),
    })),
  };
}

function namedRows(tree: CallTree, name: string): Uint8Array {
  const { frames } = tree;
  return Uint8Array.from(frames.functionName, (_, row) => +(frameName(frames, row) === name));
}

/** Adds node `top` and all below it as a child of the root. */
function addSubtree(builder: CallTreeBuilder, tree: CallTree, top: number): void {
  const path = [0];
  for (let n = top; n < tree.end[top]!; n++) {
    const depth = tree.depth[n]! - tree.depth[top]! + 1;
    path[depth] = builder.child(path[depth - 1]!, tree.frame[n]!);
    tree.columns.forEach((column, k) => builder.add(path[depth]!, k, column.self[n]!));
  }
}
