import type { CallTree } from './call-tree';
import { columnFromSelf } from './column';
import { ProfileError } from './profile-error';

/** The tree with only these columns, in this order; a column may come twice. */
export function selectColumns(tree: CallTree, indexes: readonly number[]): CallTree {
  return { ...tree, columns: indexes.map((index) => columnAt(tree, index)) };
}

/**
 * The tree with one column: the sum of weight × column, every weight 1 by default. Weights 1 and -1 make a delta; 1/n a mean.
 * Nodes that cancel out stay. Throws `ProfileError` when a sum leaves the ±2^53 in which doubles are exact.
 */
export function sumColumns(tree: CallTree, weights?: readonly number[]): CallTree {
  if (weights) checkLength(tree, weights, 'weights');
  const self = new Float64Array(tree.frame.length);
  tree.columns.forEach((column, k) => {
    const weight = weights?.[k] ?? 1;
    for (let n = 0; n < self.length; n++) self[n]! += weight * column.self[n]!;
  });
  const sum = columnFromSelf(tree.depth, self);
  if (sum.total.some((total) => Math.abs(total) > 2 ** 53))
    throw new ProfileError('columns', 'their sum passes 2^53, where it would no longer be exact');
  return { ...tree, columns: [sum] };
}

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

function columnAt(tree: CallTree, index: number) {
  const column = tree.columns[index];
  if (!column) throw new RangeError(`no column ${index} among ${tree.columns.length}`);
  return column;
}

/** One number a column. Throws RangeError: a wrong count is the caller's mistake, not the profile's. */
export function checkLength(tree: CallTree, values: readonly number[], what: string): void {
  if (values.length !== tree.columns.length)
    throw new RangeError(`${values.length} ${what} for ${tree.columns.length} columns`);
}
