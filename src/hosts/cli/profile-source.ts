import { createReplay, createReplayTransport } from '#archive';
import {
  compileMatchers,
  parseMatchers,
  parseProfileType,
  parseSelector,
  SeriesError,
  type Matcher,
  type ProfileType,
  type Selector,
  type TimeRange,
} from '#series';
import {
  createParcaSource,
  createPrometheusSource,
  createPyroscopeSource,
  joinSources,
  SourceError,
  type MetricSource,
  type ProfileSource,
  type Transport,
} from '#sources';
import { printUpstream, type Upstream } from '../server/upstream';
import type { CliEnvironment } from './environment';
import { CliError } from './failure';
import { createProgressLine, type ProgressLine } from './progress-line';
import { openArchiveFile } from './serve/archive-file';
import {
  readProfiles,
  readServers,
  type ProfileUpstream,
  type ServerOptions,
} from './server-options';
import { transportTo } from './transport';
import { announceWaiting } from './waiting';

/** What questions are asked with. */
export interface Asking {
  readonly source: ProfileSource;
  /** Of the same services, where it is named or recorded. Throws CliError or UpstreamError as `readServers` does. */
  readonly metrics: () => MetricSource | undefined;
  /** Epoch ms; of an archive its end. */
  readonly now: number;
  /** Of an archive: what it holds. */
  readonly recorded?: TimeRange | undefined;
  readonly line: ProgressLine;
  /** A failure with the address of the server that it is of; of an archive as it is. */
  readonly addressed: (failure: SourceError) => SourceError;
}

/** Where profiles come from: an archive, or else the server of the options and the environment. */
export interface Place {
  readonly archive?: string | undefined;
  readonly options: ServerOptions;
  /** What asks, for the complaint when neither is given; the default is `--selector`. */
  readonly asker?: string | undefined;
}

/** Asks an archive or a server, and leaves neither open. Throws CliError where the user has to act, SourceError with the server's address. */
export async function askPlace<T>(
  environment: CliEnvironment,
  { archive, options, asker = '--selector' }: Place,
  ask: (asking: Asking) => Promise<T>,
): Promise<T> {
  const line = createProgressLine(environment);
  try {
    if (archive !== undefined)
      return await askArchive(archive, (sources) =>
        ask({ ...sources, line, addressed: (failure) => failure }),
      );
    const [server, ...others] = readProfiles(options, environment.env);
    if (!server) throw new CliError(`${asker} needs --parca URL, --pyroscope URL or an archive`);
    const sourceOf = (one: ProfileUpstream) => {
      const name = printProfileUpstream(one);
      const transport = serverTransport(environment, { server: one.upstream, name, line });
      const of = sourceAt(one.kind, transport, environment.now);
      return { name: of.server.name, source: of };
    };
    const source = joinSources([sourceOf(server), ...others.map(sourceOf)]);
    let known: MetricSource | undefined;
    const metrics = () => {
      const { prometheus } = readServers(options, environment.env);
      return (known ??= prometheus && prometheusOf(environment, prometheus, line));
    };
    const now = environment.now();
    const addressed = (failure: SourceError) => withAddress(failure, [server, ...others]);
    return await ask({ source, metrics, now, line, addressed }).catch((error) =>
      rethrow(error, addressed),
    );
  } finally {
    await line.end();
  }
}

/** For messages: `Parca at https://…`. */
export function printProfileUpstream({ kind, upstream }: ProfileUpstream): string {
  return `${kind === 'parca' ? 'Parca' : 'Pyroscope'} at ${printUpstream(upstream)}`;
}

export function sourceAt(
  kind: ProfileUpstream['kind'],
  transport: Transport,
  now: () => number,
): ProfileSource {
  return kind === 'parca'
    ? createParcaSource({ transport, now })
    : createPyroscopeSource({ transport, now });
}

async function askArchive<T>(
  path: string,
  ask: (asking: Omit<Asking, 'line' | 'addressed'>) => Promise<T>,
): Promise<T> {
  const archive = await openArchiveFile(path);
  try {
    const transport = createReplayTransport(createReplay(archive));
    const { start, end, source: recordedFrom } = archive.manifest;
    // What it holds is final.
    const now = () => Number.MAX_SAFE_INTEGER;
    const source = createParcaSource({ transport, now, recordedFrom });
    const metrics = () => createPrometheusSource({ transport });
    const recorded = { start: start.getTime(), end: end.getTime() };
    return await ask({ source, metrics, now: recorded.end, recorded });
  } finally {
    await archive.close();
  }
}

function prometheusOf(
  environment: CliEnvironment,
  server: Upstream,
  line: ProgressLine,
): MetricSource {
  const name = `Prometheus at ${printUpstream(server)}`;
  return createPrometheusSource({
    transport: serverTransport(environment, { server, name, line }),
  });
}

function serverTransport(
  { patience: { recordMs, silentMs }, isTerminal }: CliEnvironment,
  { server, name, line }: { server: Upstream; name: string; line: ProgressLine },
): Transport {
  return announceWaiting(transportTo(server, name, recordMs), {
    ...{ source: name, silentMs, say: line.say, once: !isTerminal },
  });
}

/** With the address of the server that failed. What it refuses is the user's to put right. */
function rethrow(error: unknown, addressed: Asking['addressed']): never {
  if (!(error instanceof SourceError)) throw error;
  const named = addressed(error);
  throw error.kind === 'badQuery' ? new CliError(named.message, { cause: error }) : named;
}

function withAddress(failure: SourceError, servers: readonly ProfileUpstream[]): SourceError {
  const names = servers.map(printProfileUpstream);
  const [kind = ''] = failure.source.split(' ');
  return failure.named(names.find((name) => name.startsWith(`${kind} `)) ?? names[0]!);
}

/** `TYPE{matchers}`. Throws CliError. */
export function readSelector(text: string): Selector {
  return asBadInput(() => {
    const selector = parseSelector(text);
    compileMatchers(selector.matchers);
    return selector;
  });
}

/** `{matchers}`. Throws CliError. */
export function readMatchers(text: string): readonly Matcher[] {
  return asBadInput(() => {
    const matchers = parseMatchers(text);
    compileMatchers(matchers);
    return matchers;
  });
}

/** `name:sampleType:…`. Throws CliError. */
export function readProfileType(text: string): ProfileType {
  return asBadInput(() => parseProfileType(text));
}

function asBadInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SeriesError) throw new CliError(error.message, { cause: error });
    throw error;
  }
}
