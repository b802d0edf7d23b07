import type { TopTable } from '#profile';
import { handedTable, isComparison, rowsToShow } from '../table-columns';
import { htmlText } from './html-text';
import type { ReportQuestion } from './report-question';

/** Of the style sheet, report.css: paper has an end. */
const MOST_PRINTED = 60;

type Asked = Pick<ReportQuestion, 'unit' | 'format' | 'verdictOf'>;

/**
 * The first rows, rounded, with the exact value as `title` and, for who sorts, as data. Of a comparison those that changed, most either way first; how
 * many are left out is said below.
 */
export function reportTable(table: TopTable, asked: Asked, mostRows: number): string {
  const handed = handedTable(table);
  const listed = rowsToShow(handed);
  const hasDeltas = isComparison(handed);
  const shown = listed.slice(0, mostRows);
  const unchanged = handed.rows.length - listed.length;
  const left = [
    ...(listed.length > shown.length ? [`${listed.length - shown.length} more rows`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
  ];
  const heads = [...handed.heads, ...(asked.verdictOf ? ['verdict'] : [])];
  return [
    '<div class="scroll"><table id="table"><thead><tr>',
    heads.map((head) => headCell(head, head === 'verdict')).join(''),
    '</tr></thead><tbody>',
    ...shown.map(([name, ...values]) => {
      const cells = values.map((value, i) => cell(value, asked, hasDeltas && i >= 4));
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

function headCell(head: string, isText: boolean): string {
  return `<th scope="col"${isText ? ' class="text"' : ''}><button type="button">${head}</button></th>`;
}

function cell(value: number, { format, unit }: Asked, isDelta: boolean): string {
  const direction = value > 0 ? ' class="up"' : value < 0 ? ' class="down"' : '';
  const text = isDelta && value > 0 ? `+${format(value)}` : format(value);
  return `<td${isDelta ? direction : ''} data-value="${value}" title="${value} ${htmlText(unit)}">${htmlText(text)}</td>`;
}
