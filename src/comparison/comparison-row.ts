import type { Column, TopTable } from '#profile';

/** One value a side: [baseline, comparison]. */
export type Pair<T = number> = readonly [baseline: T, comparison: T];

export interface SelfAndTotal {
  readonly self: number;
  readonly total: number;
}

/** Which sides have something. `new` has no relative change: a growth from nothing is not a number. */
type Presence = 'both' | 'new' | 'gone' | 'none';

/** Presences that are worth a word and a hatch. */
export type OneSided = Extract<Presence, 'new' | 'gone'>;

/**
 * One thing on both sides: a node of a tree, a row of a table, the whole. Table, graph, data frame, command line and sentence all
 * read this, so that they never differ. Values are in the unit of the columns, divided or not; nothing here is rounded, but that what
 * differs by the rounding of a division (a mean over 15 scrapes and one over 14) is the same.
 */
export interface ComparisonRow {
  readonly baseline: SelfAndTotal;
  readonly comparison: SelfAndTotal;
  /** comparison − baseline, positive when it grew. */
  readonly delta: SelfAndTotal;
  /** delta ÷ |baseline|: 0 unchanged, −1 gone. `undefined` where the baseline is 0. */
  readonly change: { readonly self: number | undefined; readonly total: number | undefined };
  /** Of self and total: with negative values a total can be 0 although the thing is there. */
  readonly presence: Presence;
}

export interface NamedComparisonRow extends ComparisonRow {
  /** As in the top table, so it may be any text, '' too. */
  readonly name: string;
}

export function compareValues(baseline: SelfAndTotal, comparison: SelfAndTotal): ComparisonRow {
  const delta = {
    self: difference(baseline.self, comparison.self),
    total: difference(baseline.total, comparison.total),
  };
  return {
    baseline,
    comparison,
    delta,
    change: {
      self: relativeTo(baseline.self, delta.self),
      total: relativeTo(baseline.total, delta.total),
    },
    presence: presenceOf(baseline, comparison),
  };
}

/** Of two wholes, of which no self is known. */
export function compareTotals([baseline, comparison]: Pair): ComparisonRow {
  return compareValues({ self: 0, total: baseline }, { self: 0, total: comparison });
}

type Columns = readonly Pick<Column, 'self' | 'total'>[];

/** A node of a tree, or a row of a table, with two columns. RangeError when there are not two. */
export function compareAt(columns: Columns, index: number): ComparisonRow {
  const [baseline, comparison] = columns;
  if (!baseline || !comparison || columns.length !== 2)
    throw new RangeError(`a comparison has 2 columns, not ${columns.length}`);
  return compareValues(
    { self: baseline.self[index]!, total: baseline.total[index]! },
    { self: comparison.self[index]!, total: comparison.total[index]! },
  );
}

/** The rows of a table with two columns, in its order: nothing is left out. */
export function buildComparisonRows({ names, columns }: TopTable): NamedComparisonRow[] {
  return names.map((name, row) => ({ name, ...compareAt(columns, row) }));
}

/** `new` and `gone`; undefined for what both sides have, or neither. */
export function oneSided({ presence }: ComparisonRow): OneSided | undefined {
  return presence === 'new' || presence === 'gone' ? presence : undefined;
}

/** What grew most comes first, what shrank most last; equal ones by name. */
export function byDelta(a: NamedComparisonRow, b: NamedComparisonRow): number {
  return b.delta.total - a.delta.total || (a.name < b.name ? -1 : Number(a.name > b.name));
}

/** The root's totals. RangeError when there are not two. */
export function totalsOf({ columns }: { readonly columns: Columns }): Pair {
  const { baseline, comparison } = compareAt(columns, 0);
  return [baseline.total, comparison.total];
}

/** Of what a double tells apart, 1e-16, a few divisions and sums leave this much. */
const ROUNDING = 1e-12;

function difference(baseline: number, comparison: number): number {
  const delta = comparison - baseline;
  const rounding = ROUNDING * Math.max(Math.abs(baseline), Math.abs(comparison));
  return Math.abs(delta) > rounding ? delta : 0;
}

function relativeTo(baseline: number, delta: number): number | undefined {
  return baseline === 0 ? undefined : delta / Math.abs(baseline);
}

function presenceOf(baseline: SelfAndTotal, comparison: SelfAndTotal): Presence {
  const was = baseline.self !== 0 || baseline.total !== 0;
  const is = comparison.self !== 0 || comparison.total !== 0;
  if (was) return is ? 'both' : 'gone';
  return is ? 'new' : 'none';
}
