import type { TopTable } from '#profile';
import { handedTable, isComparison, rowsToShow } from './table-columns';

interface MarkdownFacts {
  readonly title: string;
  /** What is looked at, with what and in which unit: a line each. */
  readonly lines: readonly string[];
  /** A value with its unit. */
  readonly format: (value: number) => string;
  readonly mostRows: number;
}

/** For an issue or a pull request: title, facts and the first rows, of a comparison those that changed most either way, then how many are left out. Names cannot leave their cell. */
export function markdownTable(table: TopTable, facts: MarkdownFacts): string {
  const handed = handedTable(table);
  const changed = rowsToShow(handed);
  const hasDeltas = isComparison(handed);
  const shown = changed.slice(0, facts.mostRows);
  const left = changed.length - shown.length;
  const [first = '', ...others] = handed.heads;
  const columns = [...others, hasDeltas ? 'function' : first];
  return [
    `### ${escaped(facts.title)}`,
    '',
    ...facts.lines.map((line) => `- ${escaped(line)}`),
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map((_, i) => (i < columns.length - 1 ? ' ---: |' : ' --- |')).join('')}`,
    ...shown.map(([name, ...values]) => {
      const cells = values.map((value, i) => signed(value, facts.format, hasDeltas && i >= 4));
      return `| ${cells.join(' | ')} | ${code(name)} |`;
    }),
    ...(left > 0 ? ['', `${left} more rows are left out.`] : []),
    '',
  ].join('\n');
}

function signed(value: number, format: (value: number) => string, isDelta: boolean): string {
  return escaped(isDelta && value > 0 ? `+${format(value)}` : format(value));
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
