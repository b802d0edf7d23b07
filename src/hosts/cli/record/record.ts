import { Option, type Command } from 'commander';
import { recordArchive, type RecordRequest, type RecordResult } from '#archive';
import { createPrometheusSource, SourceError } from '#sources';
import { COMMON_METRICS, recordedQueries } from '#targets';
import { CliError, StoppedError } from '../cli-error';
import type { CliEnvironment, Upstream } from '../console-port';
import { printable } from '../printable';
import { createProgressBar } from './progress-bar';
import { forOption, readDuration, readSize, readTime } from '../quantities';
import { chooseRequest, rethrow } from './record-request';
import {
  addServerOptions,
  collect,
  readServers,
  transportTo,
  type ServerOptions,
} from '../server-options';

interface RecordFlags extends ServerOptions {
  readonly out: string;
  readonly start?: number;
  readonly end?: number;
  readonly last: number;
  readonly type?: readonly string[];
  readonly match?: string;
  readonly step: number;
  readonly maxSize?: number;
  readonly query?: readonly string[];
}

/** `parcascope record`: live servers into an archive. */
export function registerRecord(program: Command, environment: CliEnvironment): void {
  addServerOptions(
    program.command('record').description('record a stretch of time into an archive'),
  )
    .requiredOption('--out <file>', 'archive to write')
    .option('--start <time>', 'RFC 3339; needs --end', forOption('--start', readTime))
    .option('--end <time>', 'RFC 3339; needs --start', forOption('--end', readTime))
    .addOption(durationOption('--last', 'the stretch up to now', '20m'))
    .option('--type <type>', 'only this profile type; may be given again', collect)
    .option('--match <matchers>', 'only these series: {juju_application="shop"}')
    .option('--query <promql>', 'record this too; may be given again', collect)
    .addOption(durationOption('--step', 'between the points of a metric', '15s'))
    .option(
      '--max-size <size>',
      'stop before the archive gets larger: 200MB',
      forOption('--max-size', readSize),
    )
    .action((flags: RecordFlags) => record(environment, flags));
}

function durationOption(name: string, description: string, standard: string): Option {
  return new Option(`${name} <duration>`, description)
    .argParser(forOption(name, readDuration))
    .default(readDuration(standard), standard);
}

async function record(environment: CliEnvironment, flags: RecordFlags): Promise<void> {
  const port = await environment.loadConsole();
  const { parca, prometheus } = readServers(port, flags, environment.env);
  if (!parca) throw new CliError('record needs --parca URL');
  const { type: types = [], match = '' } = flags;
  const request = await chooseRequest({
    ...{ ...flags, types, match, now: environment.now() },
    servers: {
      parca: port.printUpstream(parca),
      prometheus: prometheus ? port.printUpstream(prometheus) : '',
    },
  });
  const result = await recordUntilStopped(environment, flags, { request, parca, prometheus });
  const { stderr } = environment;
  if (result.resumed > 0) stderr(`went on from ${result.resumed} profiles of an earlier run\n`);
  for (const note of result.notes) stderr(`${printable(note)}\n`);
  stderr(`${printable(flags.out)}: ${result.profiles} profiles\n`);
}

interface Recording {
  readonly request: RecordRequest;
  readonly parca: Upstream;
  readonly prometheus: Upstream | undefined;
}

async function recordUntilStopped(
  environment: CliEnvironment,
  flags: RecordFlags,
  { request, parca, prometheus }: Recording,
): Promise<RecordResult> {
  const stop = new AbortController();
  environment.onStop(() => stop.abort());
  const bar = createProgressBar(environment);
  try {
    return await recordArchive({
      ...{ request, out: flags.out, step: flags.step, now: environment.now, signal: stop.signal },
      parca: transportTo(parca, 'Parca'),
      ...(prometheus && { prometheus: transportTo(prometheus, 'Prometheus') }),
      queries: [...(await pageQueries(request, prometheus)), ...(flags.query ?? [])],
      ...(flags.maxSize !== undefined && { maxBytes: flags.maxSize }),
      onProgress: bar.show,
    }).finally(bar.end);
  } catch (error) {
    if (isStop(error, stop.signal)) throw new StoppedError(printStop(bar.last()?.done));
    if (error instanceof SourceError && error.kind === 'badQuery')
      throw new CliError(error.message, { cause: error });
    return rethrow(error);
  }
}

/** What the pages would ask of this Prometheus; one that does not tell its metrics may still have the common ones. */
async function pageQueries(
  { start, end }: RecordRequest,
  prometheus: Upstream | undefined,
): Promise<readonly string[]> {
  if (!prometheus) return [];
  const source = createPrometheusSource({ transport: transportTo(prometheus, 'Prometheus') });
  try {
    const names = await source.fetchLabelValues({ name: '__name__', range: { start, end } });
    return recordedQueries(names);
  } catch (error) {
    if (error instanceof SourceError) return recordedQueries(COMMON_METRICS.names);
    throw error;
  }
}

function isStop(error: unknown, { aborted, reason }: AbortSignal): boolean {
  return (
    aborted && (error === reason || (error instanceof SourceError && error.kind === 'aborted'))
  );
}

/** Before the first count an earlier run may have left profiles that are not known yet. */
function printStop(done: number | undefined): string {
  const after = done === undefined ? '0 profiles of this run' : `${done} profiles`;
  return `stopped after ${after}; run the same command to go on`;
}
