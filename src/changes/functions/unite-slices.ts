import { quantumFinder, type SlicedRun } from '#comparison';
import {
  CallTreeBuilder,
  frameAt,
  frameName,
  FrameTableBuilder,
  type CallTree,
  type FrameTable,
} from '#profile';

/** Slices of several runs as functions: what the tests of an application read, made in one pass over each tree. */
export interface UnitedSlices {
  /** A column a run, the sum of its slices. Functions of one name are one frame, whatever their file and build. */
  readonly tree: CallTree;
  /** In the order in which they were met. */
  readonly names: readonly string[];
  readonly runs: readonly UnitedRun[];
  /** Of `buildSlicedTable`. */
  readonly quantum: number;
}

/** Slices in time order. */
export interface UnitedRun {
  /** `magnitudeOf` each slice. */
  readonly wholes: readonly number[];
  /** Of each function the totals of all slices, one function after the other; recursion counts once a stack. */
  readonly totals: Float64Array;
}

export function uniteSlices(runs: readonly (readonly CallTree[])[]): UnitedSlices {
  const { names, frames, functionsOf, rowOf } = functionsIn(runs.flat());
  const builder = new CallTreeBuilder(frames, runs.length);
  const quantum = quantumFinder();
  const united = runs.map((trees, column): UnitedRun => {
    const totals = new Float64Array(names.length * trees.length);
    const wholes = trees.map((tree, slice) => {
      const functions = functionsOf.get(tree)!;
      addTotals(totals, { tree, functions, slice, slices: trees.length, names: names.length });
      return addTree(builder, { tree, functions, rowOf, column, quantum });
    });
    return { wholes, totals };
  });
  return { tree: builder.build(), names, runs: united, quantum: quantum.value() };
}

/** Some rows of a run, as a table has them. */
export function rowsOf({ wholes, totals }: UnitedRun, rows: readonly number[]): SlicedRun {
  const slices = wholes.length;
  return {
    wholes,
    totals: rows.map((row) => totals.subarray(row * slices, (row + 1) * slices)),
  };
}

/** Numbers of the functions, by frames of each tree. */
function functionsIn(trees: readonly CallTree[]) {
  const numbers = new Map<string, number>();
  const table = new FrameTableBuilder();
  const known = new Map<FrameTable, Int32Array>();
  const functionsOf = new Map<CallTree, Int32Array>();
  for (const tree of trees) {
    const { frames } = tree;
    const functions =
      known.get(frames) ??
      Int32Array.from(frames.functionName, (_, row) => {
        const name = frameName(frames, row);
        const number = numbers.get(name);
        if (number !== undefined) return number;
        numbers.set(name, numbers.size);
        return table.add(frameAt(frames, row), name);
      });
    known.set(frames, functions);
    functionsOf.set(tree, functions);
  }
  const { frames, rowOf } = table.build();
  return { names: [...numbers.keys()], frames, functionsOf, rowOf };
}

interface Added {
  readonly tree: CallTree;
  /** Of each of its frames. */
  readonly functions: Int32Array;
}

/** A node inside another one of its function adds nothing. */
function addTotals(
  totals: Float64Array,
  of: Added & { readonly slice: number; readonly slices: number; readonly names: number },
): void {
  const { tree, functions, slice, slices } = of;
  const { frame, end } = tree;
  const { total } = tree.columns[0]!;
  const insideUntil = new Int32Array(of.names);
  for (let n = 1; n < frame.length; n++) {
    const name = functions[frame[n]!]!;
    if (n < insideUntil[name]!) continue;
    insideUntil[name] = end[n]!;
    totals[name * slices + slice]! += total[n]!;
  }
}

/** The tree's magnitude. */
function addTree(
  builder: CallTreeBuilder,
  to: Added & {
    readonly rowOf: Int32Array;
    readonly column: number;
    readonly quantum: ReturnType<typeof quantumFinder>;
  },
): number {
  const { tree, functions, rowOf, column, quantum } = to;
  const { frame, depth } = tree;
  const { self } = tree.columns[0]!;
  const path = [0];
  let magnitude = 0;
  for (let n = 0; n < frame.length; n++) {
    const d = depth[n]!;
    if (n > 0) path[d] = builder.child(path[d - 1]!, rowOf[functions[frame[n]!]!]!);
    const value = self[n]!;
    if (value === 0) continue;
    builder.add(path[d]!, column, value);
    quantum.add(Math.abs(value));
    magnitude += Math.abs(value);
  }
  return magnitude;
}
