import {
  DiskError,
  recordArchive,
  type RecordProgress,
  type RecordRequest,
  type RecordResult,
} from '#archive';
import { createPrometheusSource, SourceError, type Transport } from '#sources';
import { COMMON_METRICS, recordedQueries } from '#targets';
import { printable } from '#profile';
import { printUpstream, type Upstream } from '../../server/upstream';
import type { CliEnvironment } from '../environment';
import { CliError, ExitError } from '../failure';
import { createProgressLine } from '../progress-line';
import { readServers, type ProfileUpstream } from '../server-options';
import { transportTo } from '../transport';
import { announceWaiting } from '../waiting';
import type { RecordFlags } from './command';
import { chooseRequest, rethrow } from './record-request';

const BAR_WIDTH = 30;

/** Live servers into an archive. */
export async function record(environment: CliEnvironment, flags: RecordFlags): Promise<void> {
  const { profiles, prometheus } = readServers(flags, environment.env);
  const [server, another] = profiles;
  if (!server) throw new CliError('record needs --parca URL or --pyroscope URL');
  if (another) throw new CliError('record: give --parca or --pyroscope, an archive is of one');
  const { type: types = [], match = '' } = flags;
  const request = await chooseRequest({
    ...{ ...flags, types, match, now: environment.now() },
    servers: {
      ...{ parca: '', pyroscope: '', [server.kind]: printUpstream(server.upstream) },
      prometheus: prometheus ? printUpstream(prometheus) : '',
    },
  });
  const result = await recordUntilStopped(environment, flags, {
    request,
    profiles: server,
    prometheus,
  });
  const { stderr } = environment;
  if (result.resumed > 0)
    await stderr(`went on from ${result.resumed} profiles of an earlier run\n`);
  for (const note of result.notes) await stderr(`${printable(note)}\n`);
  await stderr(`${printable(flags.out)}: ${result.profiles} profiles\n`);
}

interface Recording {
  readonly request: RecordRequest;
  readonly profiles: ProfileUpstream;
  readonly prometheus: Upstream | undefined;
}

async function recordUntilStopped(
  environment: CliEnvironment,
  flags: RecordFlags,
  { request, profiles, prometheus }: Recording,
): Promise<RecordResult> {
  const stop = new AbortController();
  environment.onStop(() => stop.abort());
  const bar = createProgressBar(environment);
  const name = profiles.kind === 'parca' ? 'Parca' : 'Pyroscope';
  const server = (upstream: Upstream, source: string) => {
    const { recordMs, silentMs } = environment.patience;
    const transport = transportTo(upstream, source, recordMs);
    return announceWaiting(transport, { source, silentMs, say: bar.say });
  };
  try {
    return await recordArchive({
      ...{ request, out: flags.out, step: flags.step, now: environment.now, signal: stop.signal },
      profiles: { server: name, transport: server(profiles.upstream, name) },
      ...(prometheus && { prometheus: server(prometheus, 'Prometheus') }),
      queries: [
        ...(await pageQueries(request, prometheus && server(prometheus, 'Prometheus'))),
        ...(flags.query ?? []),
      ],
      ...(flags.maxSize !== undefined && { maxBytes: flags.maxSize }),
      onProgress: bar.show,
      onProblem: bar.say,
    }).finally(bar.end);
  } catch (error) {
    if (isStop(error, stop.signal)) throw new ExitError(130, printStop(bar.last()?.done));
    if (error instanceof SourceError && error.kind === 'badQuery')
      throw new CliError(error.message, { cause: error });
    if (mayGoOn(error)) bar.say('run the same command to go on from what is recorded');
    return rethrow(error);
  }
}

/** What is on the disk stays there, and is of use once there is room or the server answers. */
function mayGoOn(error: unknown): boolean {
  return error instanceof DiskError || (error instanceof SourceError && error.kind === 'timeout');
}

/** What the pages would ask of this Prometheus; one that does not tell its metrics may still have the common ones. */
async function pageQueries(
  { start, end }: RecordRequest,
  transport: Transport | undefined,
): Promise<readonly string[]> {
  if (!transport) return [];
  const source = createPrometheusSource({ transport });
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
  return `stopped after ${after}; run the same command to go on\n`;
}

/** On a terminal one line that changes, else a line for every tenth. */
function createProgressBar(environment: CliEnvironment) {
  const line = createProgressLine(environment);
  let tenths = -1;
  let last: RecordProgress | undefined;
  const show = (progress: RecordProgress) => {
    const { done, total, bytes } = (last = progress);
    const share = total === 0 ? 1 : done / total;
    const text = `${done} of ${total} profiles, ${(bytes / 1e6).toFixed(1)} MB`;
    if (environment.isTerminal) {
      const full = Math.round(share * BAR_WIDTH);
      line.show(`[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}] ${text}`);
    } else if (Math.floor(share * 10) > tenths) {
      tenths = Math.floor(share * 10);
      line.say(text);
    }
  };
  return {
    ...line,
    show,
    /** Undefined: no profile was counted yet. */
    last: () => last,
  };
}
