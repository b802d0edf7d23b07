import {
  buildComparisonRows,
  divided,
  divideTable,
  divisionOf,
  formulaOf,
  normalise,
  scalingOf,
  summarise,
  type Normalisation,
  type Pair,
  type ScalingFacts,
  type Summary,
} from '#comparison';
import type { CallersView, View } from '#engine';
import { valueUnit } from '#series';
import { exactValue, type Dividends } from '#ui';

/** The callers beside a view's callees, divided as these are. */
export interface ScaledCallers extends CallersView {
  /** What the tree was divided from; undefined where values are as they are. */
  readonly dividends?: Dividends | undefined;
}

/** A view with every number divided as was chosen. */
export interface ScaledView extends View {
  readonly callers: ScaledCallers | undefined;
  readonly unit: string;
  /** What each column was divided by. */
  readonly divisors: Pair;
  /** Sides shown as zero, in words; '' none. */
  readonly undivided: string;
  /** How each value came about; undefined where values are shown as they are. */
  readonly dividends: Dividends | undefined;
}

/** Of one column or two; of one, both facts are the same. */
export function scaleView(view: View, how: Normalisation, facts: ScalingFacts): ScaledView {
  const { divisors, unit } = scalingOf(how, facts);
  const { tree, undivided } = normalise(view.tree, how, facts);
  const divide = (values: readonly number[]) =>
    values.map((value, k) => divided(value, divisors[k] ?? 0));
  const sides = undivided.slice(0, view.tree.columns.length);
  const dividends = dividendsOf(view, how, facts);
  const { callers } = view;
  return {
    handle: view.handle,
    tree,
    callers: callers && {
      ...callers,
      tree: normalise(callers.tree, how, facts).tree,
      dividends: dividends && { ...dividends, tree: callers.tree },
    },
    table: divideTable(view.table, divisors),
    totals: divide(view.totals),
    removed: divide(view.removed),
    magnitudes: divide(view.magnitudes),
    wholes: divide(view.wholes),
    divisors,
    unit,
    renamed: view.renamed,
    dividends,
    undivided: sides.length === 0 ? '' : `${wordsOf(sides, view)}nothing to divide by, shown as 0`,
  };
}

function dividendsOf(
  { tree, table }: View,
  how: Normalisation,
  facts: ScalingFacts,
): Dividends | undefined {
  const divisions = tree.columns.map((_, k) => divisionOf(how, facts, k, 'exact'));
  if (divisions.every((text) => text === '')) return undefined;
  const unit = valueUnit(facts.profileType);
  // Cores are seconds a second: in nanoseconds the quotient would not be what is shown.
  const isCores = scalingOf(how, facts).unit.startsWith('cores');
  const exact = (value: number) => exactValue(isCores ? value / 1e9 : value, isCores ? 's' : unit);
  return { tree, table, textOf: (value, column) => exact(value) + divisions[column]! };
}

function wordsOf(sides: readonly string[], { tree }: View): string {
  return tree.columns.length === 1 ? '' : `${sides.join(' and ')}: `;
}

/** Two columns with what is between them. */
export interface ComparedView extends ScaledView {
  /** Of every delta, with the divisors put in. */
  readonly formula: string;
  /** The same with every digit. */
  readonly exactFormula: string;
  readonly summary: Summary;
}

/** Everything that is shown of one pair of sides; linear in the tree. */
export function compareView(view: View, how: Normalisation, facts: ScalingFacts): ComparedView {
  const scaled = scaleView(view, how, facts);
  const totals: Pair = [scaled.totals[0]!, scaled.totals[1]!];
  return {
    ...scaled,
    formula: formulaOf(how, facts),
    exactFormula: formulaOf(how, facts, 'exact'),
    summary: summarise(buildComparisonRows(scaled.table), totals),
  };
}
