import type { TopTable } from '#profile';
import { handedTable } from './table-columns';

/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * The table with exact values, one line a row, the unit in the heads. CSV as in RFC 4180, where a name that a spreadsheet would compute has an
 * apostrophe before it; TSV has names as they are, with blanks for tabs and line ends.
 */
export function delimitedTable(table: TopTable, unit: string, kind: 'csv' | 'tsv'): string {
  const { heads, rows } = handedTable(table);
  const withUnit = heads.map((head, i) => (i === 0 ? head : `${head} (${unit})`));
  const join = kind === 'csv' ? csvLine : tsvLine;
  return [withUnit, ...rows].map((cells) => join(cells)).join('');
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
