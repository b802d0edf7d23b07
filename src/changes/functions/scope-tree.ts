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
    columns: [0, 1].map((side) =>
      sumOf(
        tree,
        units.map((u) => 2 * u + side),
      ),
    ),
  };
}

function sumOf({ columns }: CallTree, places: readonly number[]): Column {
  const { self, total } = columns[places[0]!]!;
  const sum = { self: self.slice(), total: total.slice() };
  for (const place of places.slice(1)) {
    const column = columns[place]!;
    for (let n = 0; n < self.length; n++) {
      sum.self[n]! += column.self[n]!;
      sum.total[n]! += column.total[n]!;
    }
  }
  return sum;
}
