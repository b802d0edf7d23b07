import {
  buildComparisonRows,
  isFlagged,
  isNoise,
  isUnclaimed,
  oneSided,
  qText,
  type ComparisonRow,
  type OneSided,
} from '#comparison';
import type { TopTable } from '#profile';
import { columnFormat, unitParts } from '#series';
import type { Dividends } from '../dividends';
import { exactValue, formatSignedPercent } from '../format';
import { placeColumn, type PlaceKey, type PlacesOfRows } from './place-columns';
import { explainVerdict, intervalText, verdictText, type VerdictOf } from '../verdict-text';

/** The columns of every kind of table: what a link may sort by. */
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
  | 'change'
  | 'interval'
  | 'verdict'
  | PlaceKey;

export interface TopTableSort {
  readonly key: ColumnKey;
  readonly descending: boolean;
}

/** A column beside the names; `row` is a row of the table. */
export interface TableColumn {
  readonly key: ColumnKey;
  readonly title: string;
  /** Of every number of the column, beside the title; '' none, or each has its own. */
  readonly unit: string;
  /** What the unit is, where it is not common. */
  readonly unitMeans?: string;
  /** At least; a longer value has more. */
  readonly widthPx: number;
  /** What it is sorted by; Infinity for a growth from nothing. */
  readonly valueOf: (row: number) => number;
  readonly textOf: (row: number) => string;
  /** With the values put in, every digit. */
  readonly formulaOf: (row: number) => string;
  /** Of words: from the left, and cut at their start. */
  readonly isText?: boolean;
  /** Whether it grew, for the colour and the arrow; absent where a sign has no such meaning. */
  readonly isChange?: boolean;
}

export interface TableQuestion {
  readonly table: TopTable;
  /** Of the columns, normalised or not. */
  readonly unit: string;
  /** What a share is a share of, one a column. */
  readonly magnitudes: readonly number[];
  /** Of the rows of a comparison, once its slices have been judged. */
  readonly verdictOf?: VerdictOf | undefined;
  /** What values were divided from; absent: they are as they are. */
  readonly dividends?: Pick<Dividends, 'table' | 'textOf'> | undefined;
  /** Where the rows are, after their numbers. */
  readonly places?: readonly PlacesOfRows[] | undefined;
}

/** Room for usual values. */
const WIDTHS_PX = {
  value: 72,
  delta: 100,
  change: 74,
  baseline: 84,
  comparison: 100,
  interval: 118,
  verdict: 110,
};

/** What stands beside the names. */
export interface TableCells {
  readonly columns: readonly TableColumn[];
  /** Of a comparison: which side alone has the row. */
  readonly presenceOf: (row: number) => OneSided | undefined;
  /** Judged, and no more than noise. */
  readonly isNoise: (row: number) => boolean;
  /** That, or not judged yet. */
  readonly isUnclaimed: (row: number) => boolean;
}

/** Of the head's type, which is not measured: a bit more than the mean of its letters. */
const LETTER_PX = 6.4;
/** Around a head: its padding, and the sort's arrow before the title. */
const HEAD_PX = 30;

/** Its title and unit are in sight: a column that is cut says less than one that is not there. */
function withRoomForHead(column: TableColumn): TableColumn {
  const { title, unit, widthPx } = column;
  const head = HEAD_PX + LETTER_PX * (title.length + (unit === '' ? 0 : unit.length + 1));
  return { ...column, widthPx: Math.max(widthPx, Math.ceil(head)) };
}

/**
 * One profile: self, total and their shares. Two columns: the answer first, which is how the total changed; then what it is between,
 * so that a narrow table cuts these and not the answer.
 */
export function cellsOf(question: TableQuestion): TableCells {
  const { table, places = [] } = question;
  const placed = places.map(placeColumn);
  if (table.columns.length !== 2)
    return {
      columns: [
        ...valueColumns(question, 'self'),
        ...valueColumns(question, 'total'),
        ...placed,
      ].map(withRoomForHead),
      presenceOf: () => undefined,
      isNoise: () => false,
      isUnclaimed: () => false,
    };
  const rows = buildComparisonRows(table);
  return {
    columns: [...comparedColumns(rows, question), ...placed].map(withRoomForHead),
    presenceOf: (row) => oneSided(rows[row]!),
    isNoise: (row) => isNoise(question.verdictOf?.(row)),
    isUnclaimed: (row) => isUnclaimed(question.verdictOf?.(row)),
  };
}

/** Of a comparison: what the whole, or most of what is more than noise, did comes first, growth or shrinkage. */
export function defaultSort(table: TopTable, verdictOf?: VerdictOf): TopTableSort {
  const [baseline, comparison] = table.columns;
  if (!comparison) return { key: 'self', descending: true };
  let whole = 0;
  let furthest = 0;
  table.names.forEach((_, row) => {
    whole += comparison.self[row]! - baseline!.self[row]!;
    const delta = comparison.total[row]! - baseline!.total[row]!;
    const verdict = verdictOf?.(row);
    if (verdict && isFlagged(verdict) && Math.abs(delta) > Math.abs(furthest)) furthest = delta;
  });
  return { key: 'deltaTotal', descending: (furthest || whole) >= 0 };
}

/** All rows in the order to show. Ties in order of name. */
export function orderRows(
  table: TopTable,
  columns: readonly TableColumn[],
  sort: TopTableSort,
): number[] {
  const rows = [...table.names.keys()];
  const direction = sort.descending ? -1 : 1;
  const column = columns.find(({ key }) => key === sort.key);
  if (!column) return sort.key === 'name' && sort.descending ? rows.reverse() : rows;
  const values = table.names.map((_, row) => column.valueOf(row));
  return rows.sort((a, b) => direction * compareNumbers(values[a]!, values[b]!) || a - b);
}

/** What stands over the table once: what every value is per, `per unit`; '' nothing. */
export function headUnit(unit: string): string {
  return unitParts(unit)[1];
}

/** A value of a row with every digit, as it was before it was divided and what by, where it was. */
type TermOf = (row: number, kind: 'self' | 'total', column: number) => string;

function termsOf({ table, unit, dividends }: TableQuestion): TermOf {
  return (row, kind, column) =>
    dividends
      ? dividends.textOf(dividends.table.columns[column]![kind][row]!, column)
      : exactValue(table.columns[column]![kind][row]!, unit);
}

/** `term = value`, where the term is a division. */
function withQuotient(term: string, value: number, { unit, dividends }: TableQuestion): string {
  return dividends ? `${term} = ${exactValue(value, unit)}` : term;
}

function valueColumns(question: TableQuestion, kind: 'self' | 'total') {
  const { table, unit, magnitudes } = question;
  const termOf = termsOf(question);
  const values = table.columns[0]![kind];
  const whole = magnitudes[0] ?? 0;
  const isSigned = table.columns[0]!.self.some((value) => value < 0);
  const wholeName = isSigned ? 'sum of magnitudes' : 'total';
  const format = columnFormat(values, unit);
  const shares = columnFormat([], 'share');
  const value: TableColumn = {
    key: kind,
    title: kind,
    unit: format.unit,
    widthPx: WIDTHS_PX.value,
    valueOf: (row) => values[row]!,
    textOf: (row) => format.textOf(values[row]!),
    formulaOf: (row) => `${kind} = ${withQuotient(termOf(row, kind, 0), values[row]!, question)}`,
  };
  const share: TableColumn = {
    key: `${kind}Share`,
    title: `${kind} %`,
    unit: '',
    widthPx: WIDTHS_PX.value,
    valueOf: (row) => values[row]!,
    textOf: (row) => shares.textOf(values[row]! / whole),
    formulaOf: (row) =>
      `${kind} ÷ ${wholeName} of the profile = ${exactValue(values[row]!, unit)} ÷ ${exactValue(whole, unit)} = ${shares.textOf(values[row]! / whole)} %`,
  };
  return unit === 'share' ? [value] : [value, share];
}

type Rows = readonly ComparisonRow[];

function comparedColumns(rows: Rows, question: TableQuestion): TableColumn[] {
  const { unit, verdictOf } = question;
  const termOf = termsOf(question);
  // Both sides in one unit, for they are read beside each other.
  const format = columnFormat(
    rows.flatMap(({ baseline, comparison }) => [baseline.total, comparison.total]),
    unit,
  );
  const side = (key: 'baseline' | 'comparison'): TableColumn => ({
    key,
    title: key,
    unit: format.unit,
    widthPx: WIDTHS_PX[key],
    valueOf: (row) => rows[row]![key].total,
    textOf: (row) => format.textOf(rows[row]![key].total),
    formulaOf: (row) =>
      `total, ${key} = ${withQuotient(termOf(row, 'total', key === 'baseline' ? 0 : 1), rows[row]![key].total, question)}`,
  });
  return [
    deltaColumn(rows, 'total', question),
    changeColumn(rows, question),
    ...(verdictOf ? verdictColumns(verdictOf, rows.length) : []),
    side('baseline'),
    side('comparison'),
    deltaColumn(rows, 'self', question),
  ];
}

function deltaColumn(rows: Rows, kind: 'self' | 'total', question: TableQuestion): TableColumn {
  const { unit } = question;
  const termOf = termsOf(question);
  const format = columnFormat(
    rows.map(({ delta }) => delta[kind]),
    unit,
  );
  return {
    key: kind === 'self' ? 'deltaSelf' : 'deltaTotal',
    title: `Δ ${kind}`,
    ...(unit === 'share' ? POINTS : { unit: format.unit }),
    widthPx: WIDTHS_PX.delta,
    isChange: true,
    valueOf: (row) => rows[row]!.delta[kind],
    textOf: (row) => format.deltaOf(rows[row]!.delta[kind]),
    formulaOf: (row) => {
      const delta = rows[row]!.delta[kind];
      const result = unit === 'share' ? pointsOf(delta) : exactValue(delta, unit);
      return `Δ ${kind} = comparison − baseline = ${termOf(row, kind, 1)} − ${termOf(row, kind, 0)} = ${result}`;
    },
  };
}

/** A growth is not known better. */
const CHANGE_DECIMALS = 1;
/** From 1,000 % on nobody asks for tenths. */
const LARGE = 10;

/** Two shares differ by percentage points: 5 % and 7 % by 2, which is 40 % more. */
const POINTS = { unit: 'pp', unitMeans: 'percentage points: the difference of two shares' };

const pointsOf = (delta: number) => exactValue(delta * 100, 'percentage points');

function changeColumn(rows: Rows, question: TableQuestion): TableColumn {
  const termOf = termsOf(question);
  const bracketed = (term: string) => (question.dividends ? `(${term})` : term);
  const text = (row: number) => {
    const change = growthOf(rows[row]!);
    return oneSided(rows[row]!) ?? (Number.isFinite(change) ? formatSignedPercent(change) : '–');
  };
  const percents = columnFormat([], 'share', CHANGE_DECIMALS);
  const wholePercents = columnFormat([], 'share', 0);
  const formatOf = (change: number) => (Math.abs(change) < LARGE ? percents : wholePercents);
  const aligned = (row: number) => {
    const change = growthOf(rows[row]!);
    return (
      oneSided(rows[row]!) ?? (Number.isFinite(change) ? formatOf(change).deltaOf(change) : '–')
    );
  };
  return {
    key: 'change',
    title: 'Δ %',
    unit: '',
    widthPx: WIDTHS_PX.change,
    isChange: true,
    valueOf: (row) => growthOf(rows[row]!),
    textOf: aligned,
    formulaOf: (row) => {
      const [baseline, comparison] = [0, 1].map((column) => termOf(row, 'total', column));
      return `Δ % = Δ total ÷ baseline = (${comparison} − ${baseline}) ÷ ${bracketed(baseline!)} = ${text(row)}`;
    },
  };
}

/** What of a change was tested, where that is not the change that stands beside it; '' it is. */
function equalLoadText(verdictOf: VerdictOf, rows: number): string {
  let isEqualLoad = false;
  for (let row = 0; row < rows && !isEqualLoad; row++) {
    const { logInterval, bySampling } = verdictOf(row) ?? {};
    isEqualLoad = logInterval !== undefined && !bySampling;
  }
  if (!isEqualLoad) return '';
  const load = verdictOf(WHOLE)?.load;
  const size = load === undefined ? '' : ` (load ${formatSignedPercent(load)})`;
  return `Δ % is of the values as they are shown; the interval is of the change at equal load${size}.`;
}

const WHOLE = -1;

function verdictColumns(verdictOf: VerdictOf, rows: number): TableColumn[] {
  const equalLoad = equalLoadText(verdictOf, rows);
  const explained = (row: number) => {
    const verdict = verdictOf(row);
    return verdict ? explainVerdict(verdict) : 'Not in any slice.';
  };
  return [
    {
      key: 'interval',
      title: '95 %',
      ...(equalLoad === '' ? { unit: '' } : { unit: 'equal load', unitMeans: equalLoad }),
      widthPx: WIDTHS_PX.interval,
      // The end that is nearest to nothing: what it changed by at least.
      valueOf: (row) => leastOf(verdictOf(row)?.relative),
      textOf: (row) => {
        const verdict = verdictOf(row);
        return (verdict && intervalText(verdict)) || '–';
      },
      formulaOf: (row) => [explained(row), equalLoad].filter(Boolean).join(' '),
    },
    {
      key: 'verdict',
      title: 'q',
      unit: '',
      widthPx: WIDTHS_PX.verdict,
      // The surest first.
      valueOf: (row) => -(verdictOf(row)?.q ?? 2),
      textOf: (row) => {
        const verdict = verdictOf(row);
        if (!verdict) return '–';
        // In a word: whole sentences are in the tip.
        if (verdict.verdict === 'within noise') return 'noise';
        return isUnclaimed(verdict) || verdict.q === undefined
          ? verdictText(verdict)
          : qText(verdict.q);
      },
      formulaOf: explained,
    },
  ];
}

function leastOf(relative: readonly [number, number] | undefined): number {
  if (!relative || (relative[0] <= 0 && relative[1] >= 0)) return 0;
  return relative[0] > 0 ? relative[0] : relative[1];
}

/** The change, and where the baseline is 0 the infinity that it tends to. */
function growthOf({ change, delta }: ComparisonRow): number {
  return change.total ?? (delta.total === 0 ? 0 : Infinity * delta.total);
}

function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
