import type { TopTable } from '#profile';
import { numberColumns, type NumberColumn } from '../number-columns';
import { handedTable, rowsToShow } from '../table-columns';
import { htmlText } from './html-text';
import type { ReportQuestion } from './report-question';

/** Of the style sheet, report.css: paper has an end. */
const MOST_PRINTED = 60;

type Asked = Pick<ReportQuestion, 'unit' | 'verdictOf'>;

/**
 * The first rows, rounded, with the exact value as `title` and, for who sorts, as data; values have one unit and deltas one, which stand in the heads. Of a comparison those that changed, most either way first; how
 * many are left out is said below.
 */
export function reportTable(table: TopTable, asked: Asked, mostRows: number): string {
  const handed = handedTable(table);
  const listed = rowsToShow(handed);
  const columns = numberColumns(handed, asked.unit);
  const shown = listed.slice(0, mostRows);
  const unchanged = handed.rows.length - listed.length;
  const left = [
    ...(listed.length > shown.length ? [`${listed.length - shown.length} more rows`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
  ];
  return [
    '<div class="scroll"><table id="table"><thead><tr>',
    ...[handed.heads[0]!, ...columns.map(({ head }) => head)].map(headCell),
    asked.verdictOf
      ? '<th scope="col" class="text"><button type="button">verdict</button></th>'
      : '',
    '</tr></thead><tbody>',
    ...shown.map(([name, ...values]) => {
      const cells = values.map((value, i) => cell(value, asked.unit, columns[i]!));
      const verdict = asked.verdictOf
        ? `<td class="text">${htmlText(asked.verdictOf(name))}</td>`
        : '';
      return `<tr><th scope="row"><button type="button">${htmlText(name) || '(unknown)'}</button></th>${cells.join('')}${verdict}</tr>`;
    }),
    '</tbody></table></div>',
    ...(shown.length > MOST_PRINTED
      ? [`<p class="printed">The first ${MOST_PRINTED} rows; the file has ${shown.length}.</p>`]
      : []),
    ...(left.length > 0 ? [`<p>Left out of the table: ${left.join(', ')}.</p>`] : []),
  ].join('\n');
}

function headCell(head: string): string {
  return `<th scope="col"><button type="button">${htmlText(head)}</button></th>`;
}

function cell(value: number, unit: string, { isDelta, textOf }: NumberColumn): string {
  const direction = value > 0 ? ' class="up"' : value < 0 ? ' class="down"' : '';
  return `<td${isDelta ? direction : ''} data-value="${value}" title="${value} ${htmlText(unit)}">${htmlText(textOf(value))}</td>`;
}
