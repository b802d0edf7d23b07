import type { ComparisonRow, Presence } from '#comparison';
import type { FileComparison } from './compare-files';
import { printColumns } from '../output';
import { printable } from '../printable';
import { formatDelta, formatPercent, formatQuantity } from '../quantity';

const WORDS: Readonly<Partial<Record<Presence, string>>> = { new: 'new', gone: 'gone' };

/** The comparison for people: the totals, the formula, a line for each row that changed, and how many did not. */
export function printComparison(compared: FileComparison): string {
  const { rows, totals, unit } = compared;
  const changed = rows.filter(({ delta }) => delta.total !== 0 || delta.self !== 0);
  const head = ['delta', 'change', 'baseline', 'comparison', 'delta of self', 'function'];
  const unchanged = rows.length - changed.length;
  return [
    ...printHead(compared),
    printColumns([head, ...changed.map((row) => printRow(row, unit))]).trimEnd(),
    ...(unchanged === 0 ? [] : [`${unchanged} unchanged`]),
    `total ${formatDelta(totals[1] - totals[0], unit)}`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function printHead({ files, formula, unit, totals }: FileComparison): string[] {
  const [baseline, comparison] = files;
  const [a, b] = totals.map((total) => formatQuantity(total, unit));
  return [
    `baseline    ${a}  ${printable(baseline.path)}`,
    `comparison  ${b}  ${printable(comparison.path)}`,
    `${printable(baseline.profileType.sampleType)}: ${formula}`,
    '',
  ];
}

function printRow({ name, baseline, comparison, delta, presence }: ComparisonRow, unit: string) {
  return [
    formatDelta(delta.total, unit),
    WORDS[presence] ?? changeOf(delta.total, baseline.total),
    formatQuantity(baseline.total, unit),
    formatQuantity(comparison.total, unit),
    formatDelta(delta.self, unit),
    printable(name) || '(unknown)',
  ];
}

function changeOf(delta: number, baseline: number): string {
  if (baseline <= 0) return '';
  return `${delta > 0 ? '+' : ''}${formatPercent(delta, baseline)}`;
}
