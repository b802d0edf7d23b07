import type { CallTree } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { FrameTableBuilder, frameOf } from '../tree/frame-table';
import type { TopTable } from '../top-table';

/** What a frame is called of which the profile does not tell file, binary or package. */
export const UNTOLD = '(unknown)';

/**
 * The tree with one frame for all calls within one package, file or binary, whichever `table`, which is of `tree`, is by. A frame's function
 * name is the row's name, `UNTOLD` of the row ''; its binary
 * that of all its frames, '' where they have several.
 *
 *     net/http.(*conn).serve (100)          net/http (100)
 *     └─ net/http.HandlerFunc.ServeHTTP =>  └─ shop/cart (90)
 *        └─ shop/cart.Checkout (90)
 *
 * A row that calls another one and is called by it is two frames, as a function would be. Self of a frame is what its package, file or binary
 * cost there itself; the sums are the table's.
 */
export function rollUp(tree: CallTree, table: TopTable): CallTree {
  const builder = new FrameTableBuilder();
  const binaries = binariesOf(tree, table);
  const numbers = table.names.map((name, row) =>
    builder.add(frameOf({ functionName: name || UNTOLD, mapping: binaries[row]! })),
  );
  const { frames, rowOf } = builder.build();
  const frameOfRow = numbers.map((number) => rowOf[number]!);
  const trees = new CallTreeBuilder(frames, tree.columns.length);
  /** The new node and its frame, by depth in `tree`. */
  const nodeAt = [0];
  const frameAt = [-1];
  for (let n = 0; n < tree.frame.length; n++) {
    const d = tree.depth[n]!;
    if (n > 0) {
      const frame = frameOfRow[table.rowOfFrame[tree.frame[n]!]!]!;
      nodeAt[d] = frame === frameAt[d - 1] ? nodeAt[d - 1]! : trees.child(nodeAt[d - 1]!, frame);
      frameAt[d] = frame;
    }
    tree.columns.forEach((column, k) => trees.add(nodeAt[d]!, k, column.self[n]!));
  }
  return trees.build();
}

function binariesOf({ frames }: CallTree, { names, rowOfFrame }: TopTable): readonly string[] {
  const binaries: (string | undefined)[] = names.map(() => undefined);
  rowOfFrame.forEach((row, frame) => {
    const path = frames.mapping[frame]!;
    binaries[row] = binaries[row] === undefined || binaries[row] === path ? path : '';
  });
  return binaries.map((path) => path ?? '');
}
