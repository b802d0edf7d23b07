import type { TopTable } from '#profile';
import {
  exactValue,
  formatDelta,
  formatPercent,
  formatSignedPercent,
  formatValue,
} from '../format';

export type ColumnKey =
  | 'name'
  | 'self'
  | 'selfShare'
  | 'total'
  | 'totalShare'
  | 'baseline'
  | 'comparison'
  | 'deltaSelf'
  | 'deltaTotal'
  | 'change';

export interface TopTableSort {
  readonly key: ColumnKey;
  readonly descending: boolean;
}

/** A column of numbers; `row` is a row of the table. */
export interface TableColumn {
  readonly key: ColumnKey;
  readonly title: string;
  readonly widthPx: number;
  /** What it is sorted by; Infinity for a growth from nothing. */
  readonly valueOf: (row: number) => number;
  readonly textOf: (row: number) => string;
  /** With the values put in, every digit. */
  readonly formulaOf: (row: number) => string;
  /** Whether it grew, for the colour and the arrow; absent where a sign has no such meaning. */
  readonly isChange?: boolean;
}

export interface TableQuestion {
  readonly table: TopTable;
  /** Of the columns, normalised or not. */
  readonly unit: string;
  /** The root's total, one a column: what a share is a share of. */
  readonly totals: readonly number[];
}

/** Room for the title with the sort's arrow, and for the longest value. */
const WIDTHS_PX = { value: 72, delta: 100, change: 74, baseline: 84, comparison: 100 };

/**
 * One profile: self, total and their shares. Two columns: the answer first, which is how the total changed; then what it is between,
 * so that a narrow table cuts these and not the answer.
 */
export function columnsOf(question: TableQuestion): TableColumn[] {
  return question.table.columns.length === 2
    ? comparedColumns(question)
    : [...valueColumns(question, 'self'), ...valueColumns(question, 'total')];
}

export function defaultSort(table: TopTable): TopTableSort {
  return { key: table.columns.length === 2 ? 'deltaTotal' : 'self', descending: true };
}

/** Rows in the order to show: those whose name holds `filter`, whatever its case, literally. Ties in order of name. */
export function orderRows(
  table: TopTable,
  columns: readonly TableColumn[],
  { sort, filter }: { sort: TopTableSort; filter: string },
): number[] {
  const wanted = filter.toLowerCase();
  const rows = [...table.names.keys()].filter((row) =>
    table.names[row]!.toLowerCase().includes(wanted),
  );
  const direction = sort.descending ? -1 : 1;
  const column = columns.find(({ key }) => key === sort.key);
  if (!column) return sort.key === 'name' && sort.descending ? rows.reverse() : rows;
  const values = table.names.map((_, row) => column.valueOf(row));
  return rows.sort((a, b) => direction * compareNumbers(values[a]!, values[b]!) || a - b);
}

/** Which side a row is missing on. */
export function presenceWord(table: TopTable, row: number): 'new' | 'gone' | undefined {
  const [baseline, comparison] = table.columns;
  if (!baseline || !comparison) return undefined;
  const was = baseline.self[row] !== 0 || baseline.total[row] !== 0;
  const is = comparison.self[row] !== 0 || comparison.total[row] !== 0;
  if (was === is) return undefined;
  return is ? 'new' : 'gone';
}

/** The unit that stands over the table once instead of in every cell; '' when each value needs its own, as bytes and seconds do. */
export function headUnit(unit: string): string {
  return unit === 'cores' ? unit : '';
}

function cellUnit(unit: string): string {
  return headUnit(unit) === '' ? unit : '';
}

function valueColumns({ table, unit, totals }: TableQuestion, kind: 'self' | 'total') {
  const values = table.columns[0]![kind];
  const whole = totals[0] ?? 0;
  const value: TableColumn = {
    key: kind,
    title: kind,
    widthPx: WIDTHS_PX.value,
    valueOf: (row) => values[row]!,
    textOf: (row) => formatValue(values[row]!, cellUnit(unit)),
    formulaOf: (row) => `${kind} = ${exactValue(values[row]!, unit)}`,
  };
  const share: TableColumn = {
    key: `${kind}Share`,
    title: `${kind} %`,
    widthPx: WIDTHS_PX.value,
    valueOf: (row) => values[row]!,
    textOf: (row) => formatPercent(values[row]! / whole),
    formulaOf: (row) =>
      `${kind} ÷ total of the profile = ${exactValue(values[row]!, unit)} ÷ ${exactValue(whole, unit)} = ${formatPercent(values[row]! / whole)}`,
  };
  return unit === 'share' ? [value] : [value, share];
}

function comparedColumns({ table, unit }: TableQuestion): TableColumn[] {
  const [baseline, comparison] = table.columns as [
    TopTable['columns'][number],
    TopTable['columns'][number],
  ];
  const side = (key: 'baseline' | 'comparison', values: Float64Array): TableColumn => ({
    key,
    title: key,
    widthPx: WIDTHS_PX[key],
    valueOf: (row) => values[row]!,
    textOf: (row) => formatValue(values[row]!, cellUnit(unit)),
    formulaOf: (row) => `total, ${key} = ${exactValue(values[row]!, unit)}`,
  });
  return [
    deltaColumn('total', [baseline.total, comparison.total], unit),
    changeColumn(table, [baseline.total, comparison.total], unit),
    side('baseline', baseline.total),
    side('comparison', comparison.total),
    deltaColumn('self', [baseline.self, comparison.self], unit),
  ];
}

type Sides = readonly [baseline: Float64Array, comparison: Float64Array];

function deltaColumn(kind: 'self' | 'total', [was, is]: Sides, unit: string): TableColumn {
  const delta = (row: number) => is[row]! - was[row]!;
  return {
    key: kind === 'self' ? 'deltaSelf' : 'deltaTotal',
    title: `Δ ${kind}`,
    widthPx: WIDTHS_PX.delta,
    isChange: true,
    valueOf: delta,
    textOf: (row) => formatDelta(delta(row), cellUnit(unit)),
    formulaOf: (row) =>
      `Δ ${kind} = comparison − baseline = ${exactValue(is[row]!, unit)} − ${exactValue(was[row]!, unit)} = ${exactValue(delta(row), unit)}`,
  };
}

function changeColumn(table: TopTable, [was, is]: Sides, unit: string): TableColumn {
  const change = (row: number) => {
    const delta = is[row]! - was[row]!;
    return delta === 0 ? 0 : delta / Math.abs(was[row]!);
  };
  const text = (row: number) => {
    const word = presenceWord(table, row);
    if (word) return word;
    return Number.isFinite(change(row)) ? formatSignedPercent(change(row)) : '–';
  };
  return {
    key: 'change',
    title: 'Δ %',
    widthPx: WIDTHS_PX.change,
    isChange: true,
    valueOf: change,
    textOf: text,
    formulaOf: (row) =>
      `Δ % = Δ total ÷ baseline = (${exactValue(is[row]!, unit)} − ${exactValue(was[row]!, unit)}) ÷ ${exactValue(was[row]!, unit)} = ${text(row)}`,
  };
}

function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
