import { TRIMMED, type CallTree } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';

/**
 * A frame that a column lacks is not known to be missing there where something was trimmed beside it. So it is trimmed in all columns, with all
 * that is below it, and what is left can be compared frame by frame. Totals stay. The tree itself where nothing was trimmed.
 *
 *     A (100 │ 90)                      A (100 │ 90)
 *     ├─ B (70 │ 80)            is      ├─ B (70 │ 80)
 *     ├─ C (30 │  0)                    └─ (trimmed) (30 │ 10)
 *     └─ (trimmed) (0 │ 10)
 */
export function alignTrimmed(tree: CallTree): CallTree {
  const { frames, frame, depth, end, columns } = tree;
  const isTrimmed = Uint8Array.from(frames.functionName, (name) => +(name === TRIMMED));
  const trimmedRow = isTrimmed.indexOf(1);
  if (trimmedRow < 0 || columns.length < 2) return tree;
  const callers = callersOfNodes(tree);
  const beside = trimmedBeside(tree, isTrimmed, callers);
  const isDoubtful = (n: number) =>
    !isTrimmed[frame[n]!] &&
    columns.some(({ total }, k) => total[n] === 0 && beside[k]![callers[n]!] === 1);
  const builder = new CallTreeBuilder(frames, columns.length);
  const path = [0];
  columns.forEach(({ self }, k) => builder.add(0, k, self[0]!));
  for (let n = 1; n < frame.length;) {
    const caller = path[depth[n]! - 1]!;
    const doubtful = isDoubtful(n);
    const node = builder.child(caller, doubtful ? trimmedRow : frame[n]!);
    path[depth[n]!] = node;
    columns.forEach(({ self, total }, k) => builder.add(node, k, doubtful ? total[n]! : self[n]!));
    n = doubtful ? end[n]! : n + 1;
  }
  return builder.build();
}

function callersOfNodes({ frame, depth }: CallTree): Int32Array {
  const callers = new Int32Array(frame.length);
  const open = [0];
  for (let n = 1; n < frame.length; n++) {
    callers[n] = open[depth[n]! - 1]!;
    open[depth[n]!] = n;
  }
  return callers;
}

/** For each column 1 for each node of whose callees some were trimmed there. */
function trimmedBeside(
  { frame, columns }: CallTree,
  isTrimmed: Uint8Array,
  callers: Int32Array,
): readonly Uint8Array[] {
  return columns.map(({ total }) => {
    const beside = new Uint8Array(frame.length);
    for (let n = 1; n < frame.length; n++)
      if (isTrimmed[frame[n]!] && total[n] !== 0) beside[callers[n]!] = 1;
    return beside;
  });
}
