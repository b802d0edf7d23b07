import type { CallTree } from '#profile';

/** The two columns of a comparison, in this order everywhere. */
export const BASELINE = 0;
export const COMPARISON = 1;

/** One value a side: [baseline, comparison]. */
export type Pair<T = number> = readonly [baseline: T, comparison: T];

/** Which sides have something. `new` has no ratio: a growth from nothing is not a number. */
export type Presence = 'both' | 'new' | 'gone' | 'none';

export interface SelfAndTotal {
  readonly self: number;
  readonly total: number;
}

/** `delta = comparison - baseline`, positive when it grew; one value a node. */
export interface Deltas {
  readonly self: Float64Array;
  readonly total: Float64Array;
}

/** Differences of the first two columns of `tree`, in their unit. RangeError when there are not two. */
export function deltas(tree: CallTree): Deltas {
  const [baseline, comparison] = sidesOf(tree);
  return {
    self: comparison.self.map((value, n) => value - baseline.self[n]!),
    total: comparison.total.map((value, n) => value - baseline.total[n]!),
  };
}

/** The differences of one node. */
export function deltaOf(tree: CallTree, node: number): SelfAndTotal {
  const [baseline, comparison] = sidesOf(tree);
  return {
    self: comparison.self[node]! - baseline.self[node]!,
    total: comparison.total[node]! - baseline.total[node]!,
  };
}

/** The root's totals. */
export function totalsOf(tree: CallTree): Pair {
  const [baseline, comparison] = sidesOf(tree);
  return [baseline.total[0]!, comparison.total[0]!];
}

export function presenceOf(baseline: number, comparison: number): Presence {
  if (baseline === 0) return comparison === 0 ? 'none' : 'new';
  return comparison === 0 ? 'gone' : 'both';
}

/**
 * comparison ÷ baseline of unrounded values: 1 unchanged, 0 gone. `undefined` where a quotient says nothing: a baseline of zero
 * (`presenceOf` says new or none) or below it.
 */
export function ratioOf(baseline: number, comparison: number): number | undefined {
  return baseline > 0 ? comparison / baseline : undefined;
}

function sidesOf(tree: CallTree) {
  const [baseline, comparison] = tree.columns;
  if (!baseline || !comparison || tree.columns.length !== 2)
    throw new RangeError(`a comparison has 2 columns, this tree has ${tree.columns.length}`);
  return [baseline, comparison] as const;
}
