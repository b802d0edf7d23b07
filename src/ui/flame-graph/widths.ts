import type { CallTree, Column } from '#profile';

/**
 * What a frame's width stands for, one number a node, never negative and additive: a node has at least the sum of its callees.
 *
 *     width[n] = Σ columns Σ nodes below n and n itself |self|
 *
 * With one column without negative values that is its total. With baseline and comparison it is the sum of both, so that frames
 * that are gone keep a width: give normalised columns, or the longer side hides the other.
 */
export function buildWidths(
  { depth }: Pick<CallTree, 'depth'>,
  columns: readonly Column[],
): Float64Array {
  if (columns.every(({ self }) => isNeverNegative(self))) return sumOfTotals(columns);
  const widths = new Float64Array(depth.length);
  const callees: number[] = [];
  for (let n = depth.length - 1; n >= 0; n--) {
    const level = depth[n]!;
    let width = callees[level + 1] ?? 0;
    for (const { self } of columns) width += Math.abs(self[n]!);
    widths[n] = width;
    callees[level + 1] = 0;
    callees[level] = (callees[level] ?? 0) + width;
  }
  return widths;
}

function isNeverNegative(values: Float64Array): boolean {
  for (let n = 0; n < values.length; n++) if (!(values[n]! >= 0)) return false;
  return true;
}

/** The formula without negative values: a total has all that is below it. */
function sumOfTotals([first, ...others]: readonly Column[]): Float64Array {
  if (others.length === 0) return first!.total;
  const widths = first!.total.slice();
  for (const { total } of others) for (let n = 0; n < widths.length; n++) widths[n]! += total[n]!;
  return widths;
}

/** Which columns of a comparison a frame's width stands for. */
export type WidthMeasure = 'both' | 'baseline' | 'comparison';

/** Widths of a tree with baseline and comparison, in this order, normalised alike. Only with `both` has every frame one. */
export function comparedWidths(tree: CallTree, measure: WidthMeasure): Float64Array {
  const [baseline, comparison] = tree.columns;
  if (!baseline || !comparison)
    throw new RangeError(`a comparison has 2 columns, this tree has ${tree.columns.length}`);
  const columns = { both: [baseline, comparison], baseline: [baseline], comparison: [comparison] };
  return buildWidths(tree, columns[measure]);
}

/** The formula, for the legend. */
export function widthFormula(measure: WidthMeasure): string {
  return `width: ${measure === 'both' ? 'baseline + comparison' : measure}`;
}
