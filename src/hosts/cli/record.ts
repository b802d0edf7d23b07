import type { Command } from 'commander';
import {
  PAGE_QUERIES,
  readInterrupted,
  recordArchive,
  type RecordProgress,
  type RecordRequest,
} from '#archive';
import {
  parseMatchers,
  parseProfileType,
  printMatchers,
  printProfileType,
  SeriesError,
} from '#series';
import { CliError } from './cli-error';
import type { CliEnvironment, ConsolePort, Upstream } from './console-port';
import { readDuration, readSize, readTime } from './quantities';
import { addServerOptions, readServers, transportTo, type ServerOptions } from './server-options';

interface RecordFlags extends ServerOptions {
  readonly out: string;
  readonly start?: number;
  readonly end?: number;
  readonly last: number;
  readonly type: readonly string[];
  readonly match: string;
  readonly step: number;
  readonly maxSize?: number;
  readonly query: readonly string[];
}

const BAR_WIDTH = 30;

/** `parcascope record`: live servers into an archive. */
export function registerRecord(program: Command, environment: CliEnvironment): void {
  const collect = (value: string, before: readonly string[]) => [...before, value];
  addServerOptions(
    program.command('record').description('record a stretch of time into an archive'),
  )
    .requiredOption('--out <file>', 'archive to write')
    .option('--start <time>', 'RFC 3339; needs --end', readTime)
    .option('--end <time>', 'RFC 3339; needs --start', readTime)
    .option('--last <duration>', 'the stretch up to now', readDuration, readDuration('20m'))
    .option('--type <type>', 'only this profile type; may be given again', collect, [])
    .option('--match <matchers>', 'only these series: {juju_application="shop"}', '')
    .option('--query <promql>', 'record this too; may be given again', collect, [])
    .option(
      '--step <duration>',
      'between the points of a metric',
      readDuration,
      readDuration('15s'),
    )
    .option('--max-size <size>', 'stop before the archive gets larger: 200MB', readSize)
    .action((flags: RecordFlags) => record(environment, flags));
}

async function record(environment: CliEnvironment, flags: RecordFlags): Promise<void> {
  const port = await environment.loadConsole();
  const { parca, prometheus } = readServers(port, flags, environment.env);
  if (!parca) throw new CliError('record needs --parca URL');
  const request = await chooseRequest(environment, flags, { port, parca, prometheus });
  const abort = new AbortController();
  environment.onStop(() => abort.abort(new CliError(`interrupted; the same command goes on`)));
  const bar = createProgressBar(environment);
  const result = await recordArchive({
    ...{ request, out: flags.out, step: flags.step, now: environment.now, signal: abort.signal },
    parca: transportTo(parca, 'Parca'),
    ...(prometheus && { prometheus: transportTo(prometheus, 'Prometheus') }),
    queries: [...PAGE_QUERIES, ...flags.query],
    ...(flags.maxSize !== undefined && { maxBytes: flags.maxSize }),
    onProgress: bar.show,
  }).finally(bar.end);
  const { stderr } = environment;
  if (result.resumed > 0) stderr(`went on from ${result.resumed} profiles of an earlier run\n`);
  for (const note of result.notes) stderr(`${note}\n`);
  stderr(`${flags.out}: ${result.profiles} profiles\n`);
}

interface Servers {
  readonly port: ConsolePort;
  readonly parca: Upstream;
  readonly prometheus: Upstream | undefined;
}

/** `--last` of a recording that was cut off is the stretch that it was begun with. */
async function chooseRequest(
  { now }: CliEnvironment,
  flags: RecordFlags,
  { port, parca, prometheus }: Servers,
): Promise<RecordRequest> {
  const request = {
    parca: port.printUpstream(parca),
    prometheus: prometheus ? port.printUpstream(prometheus) : '',
    ...asBadInput(() => ({
      types: flags.type.map((type) => printProfileType(parseProfileType(type))),
      match: flags.match === '' ? '' : printMatchers(parseMatchers(flags.match)),
    })),
  };
  const { start, end } = flags;
  if (start !== undefined && end !== undefined) {
    if (end <= start) throw new CliError('--end must be after --start');
    return { ...request, start, end };
  }
  if (start !== undefined || end !== undefined) throw new CliError('--start and --end go together');
  const begun = await readInterrupted(flags.out);
  const time = now();
  const { start: from, end: to } = begun ?? { start: time - flags.last, end: time };
  return { ...request, start: from, end: to };
}

function asBadInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SeriesError) throw new CliError(error.message);
    throw error;
  }
}

/** On a terminal one line that changes, else a line for every tenth. */
function createProgressBar({ stderr, isTerminal }: CliEnvironment) {
  let tenths = -1;
  let shown = false;
  const show = ({ done, total, bytes }: RecordProgress) => {
    const share = total === 0 ? 1 : done / total;
    const text = `${done} of ${total} profiles, ${(bytes / 1e6).toFixed(1)} MB`;
    if (isTerminal) {
      const full = Math.round(share * BAR_WIDTH);
      stderr(`\r[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}] ${text}`);
      shown = true;
    } else if (Math.floor(share * 10) > tenths) {
      tenths = Math.floor(share * 10);
      stderr(`${text}\n`);
    }
  };
  return { show, end: () => (shown ? stderr('\n') : undefined) };
}
