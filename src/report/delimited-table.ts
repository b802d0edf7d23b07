import type { TopTable } from '#profile';
import { handedTable } from './table-columns';

/** What is known of a row's noise; what is absent is not known. */
interface JudgedRow {
  readonly verdict: string;
  /** 95 %, of the total's delta, in the table's unit. */
  readonly interval?: readonly [low: number, high: number] | undefined;
  readonly q?: number | undefined;
}

export interface JudgedRows {
  readonly of: (name: string) => JudgedRow;
  /** Why it is not the last word: `interim: 12 of 40 slices`. */
  readonly caution?: string | undefined;
}

/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * The table with exact values, one line a row, the unit in the heads. CSV as in RFC 4180, where a name that a spreadsheet would compute has an
 * apostrophe before it; TSV has names as they are, with blanks for tabs and line ends. Of rows that were judged with verdict, interval and q, empty where
 * they are not known.
 */
export function delimitedTable(
  table: TopTable,
  unit: string,
  kind: 'csv' | 'tsv',
  judged?: JudgedRows,
): string {
  const { heads, rows } = handedTable(table);
  const withUnit = heads.map((head, i) => (i === 0 ? head : `${head} (${unit})`));
  const join = kind === 'csv' ? csvLine : tsvLine;
  const more = judged && judgedHeads(unit, judged.caution);
  return [
    [...withUnit, ...(more ?? [])],
    ...rows.map((cells) => [...cells, ...(judged ? judgedCells(judged.of(cells[0])) : [])]),
  ]
    .map((cells) => join(cells))
    .join('');
}

function judgedHeads(unit: string, caution: string | undefined): readonly string[] {
  const ends = ['low', 'high'].map((end) => `interval ${end} (${unit})`);
  return [caution === undefined ? 'verdict' : `verdict (${caution})`, ...ends, 'q'];
}

function judgedCells({ verdict, interval, q }: JudgedRow): readonly (string | number)[] {
  return [verdict, interval?.[0] ?? '', interval?.[1] ?? '', q ?? ''];
}

function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : csvText(cell))).join(',')}\r\n`;
}

function csvText(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function tsvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => String(cell).replace(/[\t\r\n]/g, ' ')).join('\t')}\n`;
}
