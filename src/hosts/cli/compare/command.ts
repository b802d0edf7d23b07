import type { Command } from 'commander';
import { oneSided, type NamedComparisonRow, type SelfAndTotal } from '#comparison';
import { ExitError } from '../failure';
import { printable, printColumns, type CliOutput } from '../output';
import { formatDelta, formatQuantity } from '../quantities';
import { compareFiles, NORMALISATION_NAMES, type FileComparison } from './compare-files';
import { judge, parsePercent, printVerdict } from './fail-above';

interface CompareOptions {
  readonly normalise: string;
  readonly json?: boolean;
  readonly failAbove?: string;
  readonly sampleType?: string;
}

/**
 * What `compare --json` prints, values in `unit`, divided as `normalise` says; every row, by the total's delta (what grew most
 * first), then by name. docs/cli.md
 */
export interface ComparisonReport {
  readonly unit: string;
  readonly normalise: string;
  readonly baseline: { readonly total: number };
  readonly comparison: { readonly total: number };
  readonly rows: readonly ComparisonReportRow[];
}

interface ComparisonReportRow {
  readonly name: string;
  readonly baseline: SelfAndTotal;
  readonly comparison: SelfAndTotal;
  readonly delta: SelfAndTotal;
}

export function registerCompare(program: Command, output: CliOutput): void {
  program
    .command('compare')
    .description('which functions cost more in one pprof file than in another')
    .argument('<baseline>', 'pprof file, gzip or plain')
    .argument('<comparison>', 'pprof file, gzip or plain')
    .option('--normalise <how>', NORMALISATION_NAMES.join(', '), 'raw')
    .option('--sample-type <name>', 'one of several in the files (default: their own default)')
    .option('--json', 'exact values for scripts')
    .option(
      '--fail-above <percent>',
      'exit 1 when a function’s total grew by more than this part of the baseline’s total',
    )
    .action((baseline: string, comparison: string, options: CompareOptions) =>
      compare([baseline, comparison], options, output),
    );
}

async function compare(
  paths: readonly [baseline: string, comparison: string],
  { normalise, json, failAbove, sampleType }: CompareOptions,
  { stdout, stderr }: CliOutput,
): Promise<void> {
  const percent = parsePercent(failAbove);
  const compared = await compareFiles(paths, normalise, sampleType);
  for (const note of compared.notes) await stderr(`${note}\n`);
  await stdout(
    json ? `${JSON.stringify(buildReport(compared, normalise))}\n` : printComparison(compared),
  );
  if (percent === undefined) return;
  const verdict = judge(compared, percent);
  const text = printVerdict(compared, verdict);
  if (verdict.grown.length > 0) throw new ExitError(1, text);
  await stderr(text);
}

function buildReport({ unit, whole, rows }: FileComparison, normalise: string): ComparisonReport {
  return {
    unit,
    normalise,
    baseline: { total: whole.baseline.total },
    comparison: { total: whole.comparison.total },
    rows: rows.map(({ name, baseline, comparison, delta }) => ({
      name,
      baseline,
      comparison,
      delta,
    })),
  };
}

/** The totals, the formula, a line for each row that changed, and how many did not. */
function printComparison(compared: FileComparison): string {
  const { rows, whole, unit } = compared;
  const changed = rows.filter(({ delta }) => delta.total !== 0 || delta.self !== 0);
  const head = ['delta', 'change', 'baseline', 'comparison', 'delta of self', 'function'];
  const unchanged = rows.length - changed.length;
  return [
    ...printHead(compared),
    printColumns([head, ...changed.map((row) => printRow(row, unit))]).trimEnd(),
    ...(unchanged === 0 ? [] : [`${unchanged} unchanged`]),
    `total ${formatDelta(whole.delta.total, unit)}`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function printHead({ files, formula, unit, whole }: FileComparison): string[] {
  const [baseline, comparison] = files;
  return [
    `baseline    ${formatQuantity(whole.baseline.total, unit)}  ${printable(baseline.path)}`,
    `comparison  ${formatQuantity(whole.comparison.total, unit)}  ${printable(comparison.path)}`,
    `${printable(baseline.profileType.sampleType)}: ${formula}`,
    '',
  ];
}

function printRow(row: NamedComparisonRow, unit: string) {
  const { name, baseline, comparison, delta, change } = row;
  return [
    formatDelta(delta.total, unit),
    oneSided(row) ?? (change.total === undefined ? '' : formatDelta(change.total, 'share')),
    formatQuantity(baseline.total, unit),
    formatQuantity(comparison.total, unit),
    formatDelta(delta.self, unit),
    printable(name) || '(unknown)',
  ];
}
