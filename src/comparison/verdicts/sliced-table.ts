import {
  buildTopTable,
  filterTree,
  magnitudeOf,
  type CallTree,
  type FrameFilter,
  type TopTableKey,
} from '#profile';

/** The same rows in every slice of several runs of slices: of the baseline, of the comparison, of what was before. */
export interface SlicedTable {
  /** Of all slices; in the order in which they were met. */
  readonly names: readonly string[];
  readonly runs: readonly SlicedRun[];
  /** The least magnitude of any value: one sample, where values are counts of a quantum. 0 when there is none. */
  readonly least: number;
}

/** Slices in time order. */
export interface SlicedRun {
  /** `magnitudeOf` each slice, after the filters. */
  readonly wholes: readonly number[];
  /** A row each: its total in each slice, 0 where the slice has none of it. */
  readonly totals: readonly Float64Array[];
}

/** Rows as `buildTopTable` makes them of each slice, after `filters`. The trees have one column each. */
export function buildSlicedTable(
  runs: readonly (readonly CallTree[])[],
  { filters, by }: { readonly filters: readonly FrameFilter[]; readonly by: TopTableKey },
): SlicedTable {
  const rowOf = new Map<string, number>();
  let least = Infinity;
  const made = runs.map((trees) => {
    const totals: Float64Array[] = [];
    const wholes = trees.map((whole, slice) => {
      const tree = filters.length === 0 ? whole : filterTree(whole, filters).tree;
      const { names, columns } = buildTopTable(tree, by);
      const { self, total } = columns[0]!;
      names.forEach((name, i) => {
        const row = rowOf.get(name) ?? rowOf.size;
        rowOf.set(name, row);
        (totals[row] ??= new Float64Array(trees.length))[slice] = total[i]!;
        const size = Math.abs(self[i]!);
        if (size > 0 && size < least) least = size;
      });
      return magnitudeOf(tree.columns[0]!);
    });
    return { wholes, totals, count: trees.length };
  });
  return {
    names: [...rowOf.keys()],
    runs: made.map(({ wholes, totals, count }) => ({
      wholes,
      totals: Array.from(rowOf.keys(), (_, row) => totals[row] ?? new Float64Array(count)),
    })),
    least: least === Infinity ? 0 : least,
  };
}
