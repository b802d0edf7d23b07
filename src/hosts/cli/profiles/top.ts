import process from 'node:process';
import type { Command } from 'commander';
import { buildTopTable } from '#profile';
import { CliError } from '../cli-error';
import type { ExitCode } from '../failure';
import { exitCodeOf, printColumns, processOutput, type CliOutput } from '../output';
import { printable } from '../printable';
import { readProfileFile } from './profile-file';
import { formatPercent, formatQuantity } from '../quantity';

const GROUPINGS = ['function', 'file', 'binary'] as const;

export interface TopOptions {
  readonly by?: string;
  readonly json?: boolean;
  readonly sampleType?: string;
}

/** What `top --json` prints, values in `unit`; every row, by self (greatest first), then by name. docs/cli.md */
export interface TopReport {
  readonly unit: string;
  readonly sampleType: string;
  readonly total: number;
  readonly rows: readonly TopRow[];
}

export interface TopRow {
  readonly name: string;
  readonly self: number;
  readonly total: number;
}

export function registerTop(program: Command): void {
  program
    .command('top')
    .description('what costs most in a pprof file')
    .argument('<file>', 'pprof file, gzip or plain')
    .option('--by <what>', `rows: ${GROUPINGS.join(', ')}`, 'function')
    .option('--sample-type <name>', 'one of several in the file (default: the file’s own default)')
    .option('--json', 'exact values for scripts')
    .action(async (file: string, options: TopOptions) => {
      process.exitCode = await runTop(file, options, processOutput());
    });
}

export function runTop(file: string, options: TopOptions, output: CliOutput): Promise<ExitCode> {
  return exitCodeOf(output, async () => {
    const by = GROUPINGS.find((each) => each === (options.by ?? 'function'));
    if (!by) throw new CliError(`--by: expected ${GROUPINGS.join(', ')}, got "${options.by}"`);
    const { tree, profileType } = await readProfileFile(file, options);
    const table = buildTopTable(tree, by);
    const { self, total } = table.columns[0]!;
    const rows = table.names.map((name, i) => ({ name, self: self[i]!, total: total[i]! }));
    const report: TopReport = {
      unit: profileType.sampleUnit,
      sampleType: profileType.sampleType,
      total: tree.columns[0]!.total[0]!,
      rows: rows.sort(bySelf),
    };
    await output.stdout(options.json ? `${JSON.stringify(report)}\n` : printReport(report, by));
    return 0;
  });
}

function bySelf(a: TopRow, b: TopRow): number {
  return b.self - a.self || (a.name < b.name ? -1 : Number(a.name > b.name));
}

function printReport({ unit, sampleType, total, rows }: TopReport, by: string): string {
  const head = `${printable(sampleType)}: ${formatQuantity(total, unit)} in total\n`;
  const lines = rows.map((row) => [
    formatQuantity(row.self, unit),
    formatPercent(row.self, total),
    formatQuantity(row.total, unit),
    formatPercent(row.total, total),
    printable(row.name) || '(unknown)',
  ]);
  return head + printColumns([['self', 'share', 'total', 'share', by], ...lines]);
}
