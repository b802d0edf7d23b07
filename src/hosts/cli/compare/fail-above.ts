import type { NamedComparisonRow } from '#comparison';
import { CliError } from '../failure';
import type { FileComparison } from './compare-files';
import { printable, printColumns } from '../output';
import { formatDelta, formatPercent, formatQuantity } from '../quantities';

/** As many as a terminal shows at once; the JSON has all. */
const MOST_LINES = 20;

export interface Verdict {
  readonly percent: number;
  /** Rows whose total grew by more, what grew most first. */
  readonly grown: readonly NamedComparisonRow[];
}

/** `5`, `0.5`; absent: nothing is judged. Throws CliError. */
export function parsePercent(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text))
    throw new CliError(`--fail-above: expected a percentage such as 5, got "${printable(text)}"`);
  return Number(text);
}

/**
 * delta > percent % of the baseline's magnitude (its total, unless it holds negative values), multiplied out so that whole numbers are compared exactly. Of a baseline of 0 every
 * percentage is 0, so that any growth is more.
 */
export function judge({ rows, baselineMagnitude }: FileComparison, percent: number): Verdict {
  const limit = percent * baselineMagnitude;
  return { percent, grown: rows.filter(({ delta }) => delta.total * 100 > limit) };
}

export function printVerdict(
  { baselineMagnitude: baseline, unit }: FileComparison,
  { percent, grown }: Verdict,
): string {
  if (baseline === 0)
    return grown.length === 0
      ? 'the baseline’s total is 0, and no function’s total grew\n'
      : `the baseline’s total is 0, so any growth is too much: ${countOf(grown)} grew:\n${printGrown(grown, unit, 0)}`;
  const limit = `${percent} % of the baseline’s total (${formatQuantity(baseline, unit)})`;
  if (grown.length === 0) return `no function’s total grew by more than ${limit}\n`;
  return `${countOf(grown)} grew by more than ${limit}:\n${printGrown(grown, unit, baseline)}`;
}

function countOf({ length }: readonly NamedComparisonRow[]): string {
  return length === 1 ? '1 function' : `${length} functions`;
}

/** Of a baseline of 0 there are no percentages. */
function printGrown(grown: readonly NamedComparisonRow[], unit: string, baseline: number): string {
  const lines = grown
    .slice(0, MOST_LINES)
    .map(({ name, delta }) => [
      formatDelta(delta.total, unit),
      ...(baseline === 0 ? [] : [`+${formatPercent(delta.total, baseline)}`]),
      printable(name) || '(unknown)',
    ]);
  const more = grown.length - lines.length;
  return printColumns(lines) + (more > 0 ? `and ${more} more\n` : '');
}
