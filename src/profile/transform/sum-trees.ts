import type { CallTree } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { frameOf, FrameTableBuilder } from '../tree/frame-table';

/**
 * The weighted sum of trees of one column, frame by frame as a server adds up stacks: frames are one only where function, file and binary are.
 * `unite` lines up two builds of a program by names, so it would show one unit's frames as another's. No trees are the empty tree. With a
 * negative weight it is a difference: a stack that comes to 0 is not in it, one that comes to less than 0 is.
 */
export function sumTrees(trees: readonly CallTree[], weights?: readonly number[]): CallTree {
  const sum = added(trees, { columns: 1, columnOf: () => 0, weights });
  return weights?.some((weight) => weight < 0) ? withoutZeros(sum) : sum;
}

/** Trees of one column as one tree with a column each, with frames as `sumTrees` tells them apart. */
export function besideEachOther(trees: readonly CallTree[]): CallTree {
  return added(trees, { columns: trees.length, columnOf: (t) => t });
}

function added(
  trees: readonly CallTree[],
  to: {
    readonly columns: number;
    readonly columnOf: (tree: number) => number;
    readonly weights?: readonly number[] | undefined;
  },
): CallTree {
  const table = new FrameTableBuilder();
  const numbers = trees.map(({ frames }) =>
    frames.functionName.map((functionName, row) =>
      table.add(
        frameOf({
          functionName,
          systemName: frames.systemName[row],
          fileName: frames.fileName[row],
          line: frames.line[row],
          inlined: frames.inlined[row],
          mapping: frames.mapping[row],
          buildId: frames.buildId[row],
          address: frames.address[row],
        }),
      ),
    ),
  );
  const { frames, rowOf } = table.build();
  const builder = new CallTreeBuilder(frames, to.columns);
  trees.forEach((tree, t) => {
    const rows = Int32Array.from(numbers[t]!, (number) => rowOf[number]!);
    addTree(builder, { tree, rows, column: to.columnOf(t), weight: to.weights?.[t] ?? 1 });
  });
  return builder.build();
}

/** Stacks that a difference has brought to nothing are not in it, as in pprof's. */
function withoutZeros(tree: CallTree): CallTree {
  const { self } = tree.columns[0]!;
  const builder = new CallTreeBuilder(tree.frames, 1);
  const counted = new Int32Array(self.length + 1);
  self.forEach((value, n) => (counted[n + 1] = counted[n]! + (value === 0 ? 0 : 1)));
  const path = [0];
  for (let n = 0; n < self.length; n++) {
    const depth = tree.depth[n]!;
    if (n > 0 && counted[tree.end[n]!] === counted[n]) n = tree.end[n]! - 1;
    else {
      if (n > 0) path[depth] = builder.child(path[depth - 1]!, tree.frame[n]!);
      builder.add(path[depth]!, 0, self[n]!);
    }
  }
  return builder.build();
}

interface Addend {
  readonly tree: CallTree;
  /** Rows of the sum's frame table by the tree's. */
  readonly rows: Int32Array;
  readonly column: number;
  readonly weight: number;
}

function addTree(builder: CallTreeBuilder, { tree, rows, column, weight }: Addend): void {
  const { self } = tree.columns[0]!;
  const path = [0];
  for (let n = 0; n < tree.frame.length; n++) {
    const depth = tree.depth[n]!;
    if (n > 0) path[depth] = builder.child(path[depth - 1]!, rows[tree.frame[n]!]!);
    if (self[n] !== 0) builder.add(path[depth]!, column, weight * self[n]!);
  }
}
