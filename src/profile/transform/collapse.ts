import type { CallTree } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { frameName } from '../names/frame-name';

/**
 * The tree without recursion: a call of a function that is on the stack already is that function's outer call, whatever was between them.
 *
 *     A (100)                A (100)
 *     └─ B (60)         =>   ├─ B (30)
 *        └─ A (30)           └─ C (30)
 *           └─ C (30)
 *
 * No function is twice on a stack. Every self and the root's total stay; what was called between two calls of one function loses what
 * the inner call cost, so a table of totals is to be made before. Functions are the same when `frameName` is.
 */
export function collapseRecursion(tree: CallTree): CallTree {
  const builder = new CallTreeBuilder(tree.frames, tree.columns.length);
  const functionOf = numberFunctions(tree);
  const made = new Ancestry();
  /** Depth in `tree` of the innermost call of each function on the path to n; -1 none. */
  const innermost = new Int32Array(functionOf.length).fill(-1);
  /** By depth in `tree`: the new node, and what `innermost` was before. */
  const nodeAt = [0];
  const before = [-1];
  let deepest = 0;
  const pathFunction: number[] = [-1];
  for (let n = 0; n < tree.frame.length; n++) {
    const d = tree.depth[n]!;
    for (; deepest >= d && deepest > 0; deepest--)
      innermost[pathFunction[deepest]!] = before[deepest]!;
    if (n > 0) {
      const row = tree.frame[n]!;
      const id = functionOf[row]!;
      const caller = nodeAt[d - 1]!;
      const outer = innermost[id]! < 0 ? -1 : nodeAt[innermost[id]!]!;
      const isOnPath = outer >= 0 && made.isWithin(caller, outer);
      nodeAt[d] = isOnPath ? outer : builder.child(caller, row);
      if (!isOnPath) made.add(nodeAt[d]!, caller);
      before[d] = innermost[id]!;
      pathFunction[d] = id;
      innermost[id] = d;
      deepest = d;
    }
    tree.columns.forEach((column, k) => builder.add(nodeAt[d]!, k, column.self[n]!));
  }
  return builder.build();
}

/** One number a row of the frame table, the same for rows of one name. */
function numberFunctions({ frames }: CallTree): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(frames.functionName, (_, row) => {
    const name = frameName(frames, row);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

/** Which nodes are within which, in steps that grow with the logarithm of the depth: stacks are 20,000 deep. Node 0 is the root. */
class Ancestry {
  readonly #depth: number[] = [0];
  readonly #parent: number[] = [0];
  /** An ancestor far above; distances are such that few jumps reach any depth (skew binary numbers). */
  readonly #jump: number[] = [0];

  add(node: number, parent: number): void {
    if (this.#depth[node] !== undefined) return;
    const far = this.#jump[parent]!;
    const farther = this.#jump[far]!;
    const even =
      this.#depth[parent]! - this.#depth[far]! === this.#depth[far]! - this.#depth[farther]!;
    this.#depth[node] = this.#depth[parent]! + 1;
    this.#parent[node] = parent;
    this.#jump[node] = even ? farther : parent;
  }

  /** Whether `node` is `outer`, or below it. */
  isWithin(node: number, outer: number): boolean {
    const depth = this.#depth[outer]!;
    let at = node;
    while (this.#depth[at]! > depth)
      at = this.#depth[this.#jump[at]!]! >= depth ? this.#jump[at]! : this.#parent[at]!;
    return at === outer;
  }
}
