import type { CallTree } from './tree/call-tree';
import { buildTopTable } from './top-table';

/** What one function cost in each of several profiles, in their order. */
export interface FunctionValues {
  readonly self: Float64Array;
  /** With what it calls. */
  readonly total: Float64Array;
}

/** Of each name, as the top table by function has them; 0 where a profile has none of it. The trees have one column each. */
export function functionValues(
  trees: readonly CallTree[],
  names: readonly string[],
): readonly FunctionValues[] {
  const values = names.map(() => ({
    self: new Float64Array(trees.length),
    total: new Float64Array(trees.length),
  }));
  trees.forEach((tree, i) => {
    const table = buildTopTable(tree, 'function');
    const { self, total } = table.columns[0]!;
    const rowOf = new Map(table.names.map((name, row) => [name, row]));
    names.forEach((name, k) => {
      const row = rowOf.get(name);
      if (row === undefined) return;
      values[k]!.self[i] = self[row]!;
      values[k]!.total[i] = total[row]!;
    });
  });
  return values;
}
