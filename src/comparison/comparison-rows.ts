import type { TopTable } from '#profile';
import { presenceOf, ratioOf, type Pair, type Presence, type SelfAndTotal } from './deltas';
import { divided } from './normalise';

/** One function (file, binary, package) of a comparison. All values have been divided, none has been rounded. */
export interface ComparisonRow {
  /** As in the top table, so it may be any text, '' too. */
  readonly name: string;
  readonly baseline: SelfAndTotal;
  readonly comparison: SelfAndTotal;
  /** comparison - baseline */
  readonly delta: SelfAndTotal;
  /** comparison ÷ baseline of the totals; absent for a row that is new. */
  readonly ratio?: number;
  /** `none`: a row of the table whose values are 0 on both sides. */
  readonly presence: Presence;
}

/**
 * Rows of a table with two columns, in its order, one a row: nothing is left out. Values are summed first and divided once
 * (`divisors`, 0 gives 0), so that a function's share is as exact as its sum.
 */
export function buildComparisonRows(table: TopTable, divisors: Pair = [1, 1]): ComparisonRow[] {
  const [baseline, comparison] = table.columns;
  if (!baseline || !comparison || table.columns.length !== 2)
    throw new RangeError(`a comparison has 2 columns, this table has ${table.columns.length}`);
  const side = (column: typeof baseline, row: number, divisor: number): SelfAndTotal => ({
    self: divided(column.self[row]!, divisor),
    total: divided(column.total[row]!, divisor),
  });
  return table.names.map((name, row) =>
    buildRow(name, side(baseline, row, divisors[0]), side(comparison, row, divisors[1])),
  );
}

function buildRow(name: string, baseline: SelfAndTotal, comparison: SelfAndTotal): ComparisonRow {
  const ratio = ratioOf(baseline.total, comparison.total);
  return {
    name,
    baseline,
    comparison,
    delta: {
      self: comparison.self - baseline.self,
      total: comparison.total - baseline.total,
    },
    ...(ratio === undefined ? {} : { ratio }),
    presence: presenceOf(extent(baseline), extent(comparison)),
  };
}

/** Where negative values occur, a total can be 0 although the function is there. */
function extent({ self, total }: SelfAndTotal): number {
  return Math.abs(self) + Math.abs(total);
}

export type RowOrder = (a: ComparisonRow, b: ComparisonRow) => number;

/** What grew most comes first, what shrank most last. The default. */
export const byDelta: RowOrder = (a, b) => b.delta.total - a.delta.total || byName(a, b);

/** What changed most comes first, whichever way. */
export const byChange: RowOrder = (a, b) =>
  Math.abs(b.delta.total) - Math.abs(a.delta.total) || byName(a, b);

/** New rows first, as growth from nothing is more than any ratio; rows without a ratio that are not new last. */
export const byRatio: RowOrder = (a, b) => rank(b) - rank(a) || byDelta(a, b);

export const byName: RowOrder = (a, b) => (a.name < b.name ? -1 : Number(a.name > b.name));

function rank({ ratio, presence }: ComparisonRow): number {
  if (ratio !== undefined) return ratio;
  return presence === 'new' ? Number.MAX_VALUE : -1;
}
