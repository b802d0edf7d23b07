import type { TopTable } from '#profile';
import { numberColumns } from './number-columns';
import { handedTable, isComparison, rowsToShow } from './table-columns';

interface MarkdownFacts {
  readonly title: string;
  /** What is looked at, with what and in which unit: a line each. */
  readonly lines: readonly string[];
  /** Of the values; each column is written in one of its kind. */
  readonly unit: string;
  /** Of a row by its name; '' where nothing is known. Absent: no column of it. */
  readonly verdictOf?: ((name: string) => string) | undefined;
  readonly mostRows: number;
}

/** For an issue or a pull request: title, facts and the first rows, of a comparison those that changed most either way, then how many are left out. Names cannot leave their cell. */
export function markdownTable(table: TopTable, facts: MarkdownFacts): string {
  const handed = handedTable(table);
  const changed = rowsToShow(handed);
  const shown = changed.slice(0, facts.mostRows);
  const left = changed.length - shown.length;
  const numbers = numberColumns(handed, facts.unit);
  const columns = [
    ...numbers.map(({ head }) => escaped(head)),
    ...(facts.verdictOf ? ['verdict, 95 %'] : []),
    isComparison(handed) ? 'function' : handed.heads[0]!,
  ];
  return [
    `### ${escaped(facts.title)}`,
    '',
    ...facts.lines.map((line) => `- ${escaped(line)}`),
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map((_, i) => (i < columns.length - 1 ? ' ---: |' : ' --- |')).join('')}`,
    ...shown.map(([name, ...values]) => {
      const cells = values.map((value, i) => escaped(numbers[i]!.textOf(value)));
      const verdict = facts.verdictOf ? [escaped(facts.verdictOf(name))] : [];
      return `| ${[...cells, ...verdict].join(' | ')} | ${code(name)} |`;
    }),
    ...(left > 0 ? ['', `${left} more rows are left out.`] : []),
    '',
  ].join('\n');
}

/** As it is, but for what would end the cell or the span. */
function code(name: string): string {
  const text = name
    .replace(/[\r\n]/g, ' ')
    .replaceAll('`', 'ˋ')
    .replaceAll('|', '\\|');
  return text === '' ? '(unknown)' : `\`${text}\``;
}

function escaped(text: string): string {
  return text.replace(/[\r\n]/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}
