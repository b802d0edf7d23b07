import { isJudged, type RowVerdict } from '#comparison';
import { printable } from '#profile';
import { CliError } from '../failure';
import { printColumns } from '../output';
import { formatDelta, formatPercent, formatQuantity } from '../quantities';
import type { Comparison, NoisyRow } from './comparison';

/** As many as a terminal shows at once; the JSON has all. */
const MOST_LINES = 20;

export interface GateVerdict {
  readonly percent: number;
  /** Rows whose total grew by more, what grew most first: those that count. */
  readonly grown: readonly NoisyRow[];
  /** Those that grew by more too, but within noise. */
  readonly noise: readonly NoisyRow[];
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
 * percentage is 0, so that any growth is more. Where the slices of both sides say what noise is, only what is more than noise counts.
 */
export function judge(comparison: Comparison, percent: number): GateVerdict {
  const { rows, baselineMagnitude } = comparison;
  const limit = percent * baselineMagnitude;
  const above = rows.filter(({ delta }) => delta.total * 100 > limit);
  const grown = above.filter((row) => mayCount(row, comparison));
  return { percent, grown, noise: above.filter((row) => !grown.includes(row)) };
}

/** Of these the slices say nothing, however many there are. */
const UNKNOWN: readonly RowVerdict['verdict'][] = ['constants differ', 'slices too alike'];

/** The verdict of what is nearly the whole is the whole's; what has no verdict counts. */
function mayCount({ judged }: NoisyRow, comparison: Comparison): boolean {
  if (!isJudged(comparison.verdicts)) return true;
  const { verdict } = judged.verdict === 'is the whole' ? comparison.whole.judged : judged;
  return verdict === 'grew' || verdict === 'new' || UNKNOWN.includes(verdict);
}

export function printVerdict(comparison: Comparison, verdict: GateVerdict): string {
  const { noise, grown } = verdict;
  const unknown = grown.filter(({ judged }) => UNKNOWN.includes(judged.verdict));
  const notes = [
    ...(isJudged(comparison.verdicts)
      ? []
      : ['one profile a side says nothing of noise: all growth counts\n']),
    ...(unknown.length > 0
      ? [
          `of ${countOf(unknown)} the slices say nothing of noise (one value each, or neighbours too alike): their growth counts\n`,
        ]
      : []),
    ...(noise.length > 0
      ? [`${countOf(noise)} grew by more, but within noise or of too few samples\n`]
      : []),
  ];
  return printGrowth(comparison, verdict) + notes.join('');
}

function printGrowth(comparison: Comparison, { percent, grown }: GateVerdict): string {
  const { baselineMagnitude: baseline, unit } = comparison;
  const than = isJudged(comparison.verdicts) ? ' and more than noise' : '';
  if (baseline === 0)
    return grown.length === 0
      ? `the baseline’s total is 0, and no function’s total grew${than}\n`
      : `the baseline’s total is 0, so any growth is too much: ${countOf(grown)} grew:\n${printGrown(grown, unit, 0)}`;
  const limit = `${percent} % of the baseline’s total (${formatQuantity(baseline, unit)})${than}`;
  if (grown.length === 0) return `no function’s total grew by more than ${limit}\n`;
  return `${countOf(grown)} grew by more than ${limit}:\n${printGrown(grown, unit, baseline)}`;
}

function countOf({ length }: readonly NoisyRow[]): string {
  return length === 1 ? '1 function' : `${length} functions`;
}

/** Of a baseline of 0 there are no percentages. */
function printGrown(grown: readonly NoisyRow[], unit: string, baseline: number): string {
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
