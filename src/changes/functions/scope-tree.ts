import type { CallTree, Column } from '#profile';

/** Of an application's tree, which has two columns a unit, those of one unit. */
export function unitTree(tree: CallTree, unit: number): CallTree {
  return { ...tree, columns: tree.columns.slice(2 * unit, 2 * unit + 2) };
}

/** The sums of all units' baselines and of all units' comparisons. */
export function scopeTree(tree: CallTree, units: readonly number[]): CallTree {
  if (units.length === 1) return unitTree(tree, units[0]!);
  return {
    ...tree,
    columns: [0, 1].map((side) => sumColumns(units.map((u) => tree.columns[2 * u + side]!))),
  };
}

/** Of one column at least, node by node. */
export function sumColumns([first, ...others]: readonly Column[]): Column {
  const sum = { self: first!.self.slice(), total: first!.total.slice() };
  for (const { self, total } of others)
    for (let n = 0; n < self.length; n++) {
      sum.self[n]! += self[n]!;
      sum.total[n]! += total[n]!;
    }
  return sum;
}
