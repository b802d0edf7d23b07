import process from 'node:process';
import type { Command } from 'commander';
import type { SelfAndTotal } from '#comparison';
import { compareFiles, NORMALISATION_WORDS, type FileComparison } from './compare-files';
import { printComparison } from './print-comparison';
import { judge, parsePercent, printVerdict } from './fail-above';
import type { ExitCode } from '../failure';
import { exitCodeOf, processOutput, type CliOutput } from '../output';

export interface CompareOptions {
  readonly normalise?: string;
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

export interface ComparisonReportRow {
  readonly name: string;
  readonly baseline: SelfAndTotal;
  readonly comparison: SelfAndTotal;
  readonly delta: SelfAndTotal;
}

export function registerCompare(program: Command): void {
  program
    .command('compare')
    .description('which functions cost more in one pprof file than in another')
    .argument('<baseline>', 'pprof file, gzip or plain')
    .argument('<comparison>', 'pprof file, gzip or plain')
    .option('--normalise <how>', NORMALISATION_WORDS.join(', '), 'raw')
    .option('--sample-type <name>', 'one of several in the files (default: their own default)')
    .option('--json', 'exact values for scripts')
    .option(
      '--fail-above <percent>',
      'exit 1 when a function’s total grew by more than this part of the baseline’s total',
    )
    .action(async (baseline: string, comparison: string, options: CompareOptions) => {
      process.exitCode = await runCompare([baseline, comparison], options, processOutput());
    });
}

export function runCompare(
  paths: readonly [baseline: string, comparison: string],
  options: CompareOptions,
  output: CliOutput,
): Promise<ExitCode> {
  return exitCodeOf(output, async () => {
    const percent = parsePercent(options.failAbove);
    const normalise = options.normalise ?? 'raw';
    const compared = await compareFiles(paths, normalise, options.sampleType);
    for (const note of compared.notes) await output.stderr(`${note}\n`);
    await output.stdout(
      options.json
        ? `${JSON.stringify(buildReport(compared, normalise))}\n`
        : printComparison(compared),
    );
    if (percent === undefined) return 0;
    const verdict = judge(compared, percent);
    await output.stderr(printVerdict(compared, verdict));
    return verdict.grown.length > 0 ? 1 : 0;
  });
}

function buildReport({ unit, totals, rows }: FileComparison, normalise: string): ComparisonReport {
  return {
    unit,
    normalise,
    baseline: { total: totals[0] },
    comparison: { total: totals[1] },
    rows: rows.map(({ name, baseline, comparison, delta }) => ({
      name,
      baseline,
      comparison,
      delta,
    })),
  };
}
