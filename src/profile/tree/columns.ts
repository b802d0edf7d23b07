import type { CallTree } from './call-tree';
import { columnFromSelf } from './column';

/** The tree with column k multiplied by `factors[k]`. */
export function scaleColumns(tree: CallTree, factors: readonly number[]): CallTree {
  checkLength(tree, factors, 'factors');
  const columns = tree.columns.map((column, k) =>
    // + 0: a negative factor must not make -0 of 0.
    columnFromSelf(
      tree.depth,
      column.self.map((value) => value * factors[k]! + 0),
    ),
  );
  return { ...tree, columns };
}

/** One number a column. Throws RangeError: a wrong count is the caller's mistake, not the profile's. */
function checkLength(tree: CallTree, values: readonly number[], what: string): void {
  if (values.length !== tree.columns.length)
    throw new RangeError(`${values.length} ${what} for ${tree.columns.length} columns`);
}
