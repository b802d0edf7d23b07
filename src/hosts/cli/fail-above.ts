import type { ComparisonRow } from '#comparison';
import { CliError } from './cli-error';
import type { FileComparison } from './compare-files';
import { printable, printColumns } from './output';
import { formatDelta, formatPercent, formatQuantity } from './quantity';

export interface Verdict {
  readonly percent: number;
  /** Rows whose total grew by more, what grew most first. */
  readonly grown: readonly ComparisonRow[];
}

/** `5`, `0.5`; absent: nothing is judged. Throws CliError. */
export function parsePercent(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text))
    throw new CliError(`--fail-above: expected a percentage such as 5, got "${printable(text)}"`);
  return Number(text);
}

/**
 * delta > percent % of the baseline's total, multiplied out so that whole numbers are compared exactly. Of a baseline of 0 every
 * percentage is 0, so that any growth is more.
 */
export function judge({ rows, totals }: FileComparison, percent: number): Verdict {
  const limit = percent * Math.abs(totals[0]);
  return { percent, grown: rows.filter(({ delta }) => delta.total * 100 > limit) };
}

export function printVerdict(
  { totals, unit }: FileComparison,
  { percent, grown }: Verdict,
): string {
  const [baseline] = totals;
  const whole = `${percent} % of the baseline’s total (${formatQuantity(baseline, unit)})`;
  if (grown.length === 0) return `no function’s total grew by more than ${whole}\n`;
  const head = `${grown.length} ${grown.length === 1 ? 'function' : 'functions'} grew by more than ${whole}:\n`;
  const lines = grown.map(({ name, delta }) => [
    formatDelta(delta.total, unit),
    baseline === 0 ? 'from 0' : `+${formatPercent(delta.total, Math.abs(baseline))}`,
    printable(name) || '(unknown)',
  ]);
  return head + printColumns(lines);
}
