import type { Command } from 'commander';
import type { CliEnvironment } from '../environment';
import { verdictName } from '#comparison';
import { delimitedTable, htmlReport, markdownTable, type JudgedRows } from '#report';
import { ExitError } from '../failure';
import { addServerOptions } from '../server-options';
import {
  addFormatOptions,
  madeBy,
  MOST_MARKDOWN_ROWS,
  readFormat,
  writeReport,
  type AnswerFormat,
  type FormatOptions,
} from '../answer-format';
import { printAnswer, titleOf } from './answer';
import {
  buildComparison,
  defaultNormalisation,
  NORMALISATION_NAMES,
  type Comparison,
} from './comparison';
import { comparisonReport, verdictTextOf } from './comparison-report';
import { judge, parsePercent, printVerdict } from './fail-above';
import { readFileSides } from './sides/file-sides';
import { readInputs, type InputFlags } from './sides/inputs';
import { printComparison, printNoise } from './print-comparison';
import { buildReport } from './report';
import type { Sides } from './sides/side';

interface CompareOptions extends InputFlags, FormatOptions {
  readonly normalise?: string;
  readonly matchRenamed: boolean;
  readonly failAbove?: string;
}

export function registerCompare(program: Command, environment: CliEnvironment): void {
  const command = program
    .command('compare')
    .description('which functions cost more than before, and whether that is more than noise')
    .argument('[inputs...]', 'two profiles in files or behind URLs; or an archive, with --selector')
    .option('--baseline <what...>', 'several files; with --selector a window, FROM..TO, or files')
    .option('--comparison <what...>', 'the same')
    .option('--selector <selector>', 'what of a server or an archive: TYPE{matchers}')
    .option('--baseline-selector <selector>', 'another one for the baseline');
  addFormatOptions(addServerOptions(command))
    .option(
      '--normalise <how>',
      `${NORMALISATION_NAMES.join(', ')} (default: raw; per-second of windows, but for states)`,
    )
    .option(
      '--no-match-renamed',
      'keep functions apart that only a closure’s number or a hash tells apart',
    )
    .option('--sample-type <name>', 'one of several in the files (default: their own default)')
    .option(
      '--fail-above <percent>',
      'exit 1 when a function’s total grew by more than this part of the baseline’s total, and by more than noise where that is known',
    )
    .action((given: readonly string[], options: CompareOptions) =>
      compare(given, options, environment),
    );
}

async function compare(
  given: readonly string[],
  options: CompareOptions,
  environment: CliEnvironment,
): Promise<void> {
  const { stdout, stderr } = environment;
  const { failAbove, matchRenamed } = options;
  const format = readFormat(options);
  const percent = parsePercent(failAbove);
  const sides = await readSides(given, options, environment);
  const normalise = options.normalise ?? defaultNormalisation(sides);
  const compared = buildComparison(sides, { normalise, matchRenamed });
  for (const note of compared.notes) await stderr(`${note}\n`);
  const report = async () => htmlReport(comparisonReport(compared, madeBy(environment)));
  await stdout(await printAs(format, compared, report));
  await writeReport(options, report);
  if (percent === undefined) return;
  const verdict = judge(compared, percent);
  const text = printVerdict(compared, verdict);
  if (verdict.grown.length > 0) throw new ExitError(1, text);
  await stderr(text);
}

function printAs(
  format: AnswerFormat,
  compared: Comparison,
  report: () => Promise<string>,
): string | Promise<string> {
  const { table, unit, sides, formula } = compared;
  if (format === 'json') return `${JSON.stringify(buildReport(compared))}\n`;
  if (format === 'csv') return delimitedTable(table, unit, 'csv', judgedRows(compared));
  if (format === 'html') return report();
  if (format === 'text') return printComparison(compared);
  return markdownTable(table, {
    title: `${titleOf(sides[0].profileType)}: what changed`,
    lines: [
      ...printAnswer(compared),
      ...sides.map(({ title }, k) => `${k === 0 ? 'baseline' : 'comparison'}: ${title}`),
      `values in ${unit}`,
      formula,
      printNoise(compared),
    ],
    unit,
    verdictOf: verdictTextOf(compared),
    mostRows: MOST_MARKDOWN_ROWS,
  });
}

function judgedRows({ rows, verdicts }: Comparison): JudgedRows {
  const judged = new Map(rows.map((row) => [row.name, row.judged]));
  const of: JudgedRows['of'] = (name) => {
    const row = judged.get(name)!;
    return { ...row, verdict: verdictName(row, verdicts.method) };
  };
  return { of };
}

async function readSides(
  given: readonly string[],
  options: CompareOptions,
  environment: CliEnvironment,
): Promise<Sides> {
  const inputs = readInputs(given, options);
  if (inputs.kind === 'files') return readFileSides(environment, inputs.paths, options.sampleType);
  // Files in a CI job need no server and no archive.
  const { fetchWindowSides } = await import('./sides/window-sides');
  const hasReport = options.html !== undefined || readFormat(options) === 'html';
  return fetchWindowSides(environment, inputs, { ...options, hasReport });
}
