import {
  buildTopTable,
  filterTree,
  magnitudeOf,
  type CallTree,
  type FrameFilter,
  type TopTableKey,
} from '#profile';
import type { Seconds } from '#series';

/** The same rows in every slice of several runs of slices: of the baseline, of the comparison, of what was before. */
export interface SlicedTable {
  /** Of all slices; in the order in which they were met. */
  readonly names: readonly string[];
  readonly runs: readonly SlicedRun[];
  /** What all values are whole multiples of, the value of one sample; where there is no such thing, the least of them. 0: no value. */
  readonly quantum: number;
}

/** Slices in time order. */
export interface SlicedRun {
  /** `magnitudeOf` each slice, after the filters. */
  readonly wholes: readonly number[];
  /** A row each: its total in each slice, 0 where the slice has none of it. */
  readonly totals: readonly Float64Array[];
}

/** The wholes of slices; per second where values add up over time. */
export function wholesOf(
  { wholes }: SlicedRun,
  seconds: readonly Seconds[],
  isRate: boolean,
): readonly number[] {
  return isRate ? wholes.map((whole, i) => whole / (seconds[i]! || 1)) : wholes;
}

/** The total of each row in each slice; per second where values add up over time. */
export function valuesOf(
  { totals }: SlicedRun,
  seconds: readonly Seconds[],
  isRate: boolean,
): readonly Float64Array[] {
  return isRate ? totals.map((row) => row.map((value, i) => value / (seconds[i]! || 1))) : totals;
}

/** Slices [from, to) of a run. */
export function cutRun({ wholes, totals }: SlicedRun, from: number, to: number): SlicedRun {
  return {
    wholes: wholes.slice(from, to),
    totals: totals.map((row) => row.subarray(from, to)),
  };
}

/** Rows as `buildTopTable` makes them of each slice, after `filters`. The trees have one column each. */
export function buildSlicedTable(
  runs: readonly (readonly CallTree[])[],
  { filters, by }: { readonly filters: readonly FrameFilter[]; readonly by: TopTableKey },
): SlicedTable {
  const rowOf = new Map<string, number>();
  const quantum = quantumFinder();
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
        if (self[i] !== 0) quantum.add(Math.abs(self[i]!));
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
    quantum: quantum.value(),
  };
}

/** Smaller than this part of the least value it is chance: values of no quantum have a common divisor of 1. */
const LEAST_PART = 1 / 100;

/** Of values above 0, told one by one: what all are whole multiples of; where there is no such thing, the least. 0 of none. */
export function quantumFinder() {
  let least = Infinity;
  let divisor = 0;
  return {
    add(value: number): void {
      if (value < least) least = value;
      if (divisor > 0 && value % divisor === 0) return;
      let [a, b] = [divisor, value];
      while (b > 0) [a, b] = [b, a % b];
      divisor = a;
    },
    value: () => (least === Infinity ? 0 : divisor >= least * LEAST_PART ? divisor : least),
  };
}
