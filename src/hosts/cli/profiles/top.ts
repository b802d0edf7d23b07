import type { Command } from 'commander';
import { buildTopTable, magnitudeOf, notesOfValues } from '#profile';
import { CliError } from '../failure';
import { printable, printColumns, type CliOutput } from '../output';
import { readProfileFile } from './profile-file';
import { formatPercent, formatQuantity } from '../quantities';

const GROUPINGS = ['function', 'file', 'binary'] as const;

interface TopOptions {
  readonly by: string;
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

interface TopRow {
  readonly name: string;
  readonly self: number;
  readonly total: number;
}

export function registerTop(program: Command, output: CliOutput): void {
  program
    .command('top')
    .description('what costs most in a pprof file')
    .argument('<file>', 'pprof file, gzip or plain')
    .option('--by <what>', `rows: ${GROUPINGS.join(', ')}`, 'function')
    .option('--sample-type <name>', 'one of several in the file (default: the file’s own default)')
    .option('--json', 'exact values for scripts')
    .action((file: string, options: TopOptions) => top(file, options, output));
}

async function top(file: string, options: TopOptions, output: CliOutput): Promise<void> {
  const by = GROUPINGS.find((each) => each === options.by);
  if (!by) throw new CliError(`--by: expected ${GROUPINGS.join(', ')}, got "${options.by}"`);
  const { tree, profileType } = await readProfileFile(file, options);
  const column = tree.columns[0]!;
  const table = buildTopTable(tree, by);
  const { self, total } = table.columns[0]!;
  const rows = table.names.map((name, i) => ({ name, self: self[i]!, total: total[i]! }));
  const report: TopReport = {
    unit: profileType.sampleUnit,
    sampleType: profileType.sampleType,
    total: column.total[0]!,
    rows: rows.sort(bySelf),
  };
  for (const note of notesOfValues(column)) await output.stderr(`${note}\n`);
  const magnitude = magnitudeOf(column);
  await output.stdout(
    options.json ? `${JSON.stringify(report)}\n` : printReport(report, { by, magnitude }),
  );
}

function bySelf(a: TopRow, b: TopRow): number {
  return b.self - a.self || (a.name < b.name ? -1 : Number(a.name > b.name));
}

function printReport(
  { unit, sampleType, total, rows }: TopReport,
  { by, magnitude }: { readonly by: string; readonly magnitude: number },
): string {
  const head = `${printable(sampleType)}: ${formatQuantity(total, unit)} in total\n`;
  const lines = rows.map((row) => [
    formatQuantity(row.self, unit),
    formatPercent(row.self, magnitude),
    formatQuantity(row.total, unit),
    formatPercent(row.total, magnitude),
    printable(row.name) || '(unknown)',
  ]);
  return head + printColumns([['self', 'share', 'total', 'share', by], ...lines]);
}
