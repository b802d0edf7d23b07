import type { Command } from 'commander';
import { divided, divideTable } from '#comparison';
import { buildTopTable, magnitudeOf, printable } from '#profile';
import type { CliEnvironment } from '../environment';
import { CliError } from '../failure';
import { printColumns } from '../output';
import { asciiColumn, formatQuantity } from '../quantities';
import { addProfileOptions, profileServerOption, type ServerOptions } from '../server-options';
import { delimitedTable, htmlReport } from '#report';
import {
  addFormatOptions,
  madeBy,
  readFormat,
  writeReport,
  type AnswerFormat,
  type FormatOptions,
} from '../answer-format';
import { isUrl } from './file-bytes';
import { readTopFile, type TopProfile } from './top-profile';
import { topMarkdown, topReport } from './top-report';

const GROUPINGS = ['function', 'file', 'binary'] as const;

interface TopOptions extends ServerOptions, FormatOptions {
  readonly by: string;
  readonly sampleType?: string;
  readonly selector?: string;
  readonly range?: string;
}

/** What `top --json` prints, values in `unit`; every row, by self (greatest first), then by name. docs/cli.md */
export interface TopReport {
  /** Of this shape; another number may mean other things. docs/schemas/ */
  readonly version: 1;
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

export function registerTop(program: Command, environment: CliEnvironment): void {
  const command = program
    .command('top')
    .description('what costs most in a profile’s file, or in a window of a server or an archive')
    .argument(
      '[input]',
      'pprof, folded stacks, .cpuprofile, …, a URL of one, or - for stdin; or an archive, with --selector',
    )
    .option('--selector <selector>', 'what of a server or an archive: TYPE{matchers}')
    .option('--range <window>', 'its window: FROM..TO');
  addFormatOptions(addProfileOptions(command))
    .option('--by <what>', `rows: ${GROUPINGS.join(', ')}`, 'function')
    .option('--sample-type <name>', 'one of several in the file (default: the file’s own default)')
    .action((input: string | undefined, options: TopOptions) => top(input, options, environment));
}

async function top(
  input: string | undefined,
  options: TopOptions,
  environment: CliEnvironment,
): Promise<void> {
  const by = GROUPINGS.find((each) => each === options.by);
  if (!by) throw new CliError(`--by: expected ${GROUPINGS.join(', ')}, got "${options.by}"`);
  const format = readFormat(options);
  const profile = await readProfile(input, options, environment);
  const { tree, divisor } = profile;
  const column = tree.columns[0]!;
  const table = divideTable(buildTopTable(tree, by), [divisor, divisor]);
  const { self, total } = table.columns[0]!;
  const rows = table.names.map((name, i) => ({ name, self: self[i]!, total: total[i]! }));
  const report: TopReport = {
    version: 1,
    unit: profile.unit,
    sampleType: profile.profileType.sampleType,
    total: divided(column.total[0]!, divisor),
    rows: rows.sort(bySelf),
  };
  for (const note of profile.notes) await environment.stderr(`${note}\n`);
  const magnitude = divided(magnitudeOf(column), divisor);
  const asText = () => profile.head + printReport(report, { by, magnitude });
  const asHtml = () => htmlReport(topReport(profile, table, madeBy(environment)));
  const printers: Readonly<Record<AnswerFormat, () => string | Promise<string>>> = {
    text: asText,
    json: () => `${JSON.stringify(report)}\n`,
    markdown: () => topMarkdown(profile, table),
    csv: () => delimitedTable(table, profile.unit, 'csv'),
    html: asHtml,
  };
  await environment.stdout(await printers[format]());
  await writeReport(options, asHtml);
}

/** `--selector` tells a window from a file. */
async function readProfile(
  input: string | undefined,
  options: TopOptions,
  environment: CliEnvironment,
): Promise<TopProfile> {
  const { selector, range, sampleType } = options;
  const server = profileServerOption(options);
  if (selector === undefined) {
    const given = server ?? (range === undefined ? undefined : '--range');
    if (given !== undefined)
      throw new CliError(`${given} needs --selector, which says what is shown`);
    if (input === undefined) throw new CliError('give a file, or --selector with --range');
    return readTopFile(environment, input, sampleType);
  }
  if (range === undefined) throw new CliError('--selector needs --range FROM..TO');
  if (sampleType !== undefined)
    throw new CliError('--sample-type is of files: --selector says the type');
  if (input !== undefined && server !== undefined)
    throw new CliError('give an archive or a server, not both');
  if (input !== undefined && isUrl(input))
    throw new CliError('a URL is of one profile; a server of many is --parca or --pyroscope');
  // A file needs no server and no archive.
  const { fetchTopProfile } = await import('./top-window');
  return fetchTopProfile(environment, { archive: input, options }, { selector, range });
}

function bySelf(a: TopRow, b: TopRow): number {
  return b.self - a.self || (a.name < b.name ? -1 : Number(a.name > b.name));
}

function printReport(
  { unit, sampleType, total, rows }: TopReport,
  { by, magnitude }: { readonly by: string; readonly magnitude: number },
): string {
  const head = `${printable(sampleType)}: ${formatQuantity(total, unit)} in total\n`;
  const values = asciiColumn(
    rows.flatMap((row) => [row.self, row.total]),
    unit,
  );
  const shares = asciiColumn([], 'share');
  const shareOf = (value: number) => (magnitude === 0 ? '' : shares.textOf(value / magnitude));
  const lines = rows.map((row) => [
    ...[values.textOf(row.self), shareOf(row.self)],
    ...[values.textOf(row.total), shareOf(row.total)],
    printable(row.name) || '(unknown)',
  ]);
  const heads = [
    ...[values.headOf('self'), shares.headOf('self')],
    ...[values.headOf('total'), shares.headOf('total')],
    by,
  ];
  return head + printColumns([heads, ...lines]);
}
