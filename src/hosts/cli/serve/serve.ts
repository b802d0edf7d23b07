import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createPrometheusSource, SourceError } from '#sources';
import { printable } from '#profile';
import type { ConsoleOptions } from '../../server/start-console';
import { isLoopback } from '../../server/host-check';
import { printUpstream, type Upstream } from '../../server/upstream';
import type { CliEnvironment } from '../environment';
import { CliError } from '../failure';
import { printProfileUpstream, sourceAt } from '../profile-source';
import { readServers, type ProfileUpstream } from '../server-options';
import { transportTo } from '../transport';
import { announceWaiting } from '../waiting';
import { openArchiveFile } from './archive-file';
import type { ServeOptions } from './command';
import { readAliasesFile, readPanelsFile } from './given-files';
import { openInputs } from './given-inputs';

const DEMO = 'public/demo.zip';
const MINUTE = 60_000;

/** Opens a console on an archive, on files, on servers, or on the demo. */
export async function serve(
  environment: CliEnvironment,
  inputs: readonly string[],
  options: ServeOptions,
): Promise<void> {
  const { root, version, stdout } = environment;
  const given = await readGiven(environment.env, options);
  const { data, title, start = '' } = await chooseData(environment, inputs, options);
  const close = async () => {
    if (data.mode === 'archive') await data.archive.close();
  };
  const running = await environment
    .startConsole({
      ...{ host: options.host, port: options.port, allowHosts: options.allowHost ?? [] },
      ...{ pages: join(root, 'build/console'), version, title, data },
      ...(start !== '' && { start }),
      ...given,
    })
    .catch(async (error: unknown) => {
      await close();
      throw error;
    });
  environment.onStop(() => void running.close().then(close));
  if (!isLoopback(options.host)) await environment.stderr(describeOpening(options.host, data));
  await stdout(`Parcascope is at ${running.url}${start} (${printable(title)})\n`);
  if (options.open) openBrowser(running.url + start);
}

/** The console has no login, which matters from here on. */
function describeOpening(host: string, data: ConsoleOptions['data']): string {
  const held = data.mode === 'archive' ? 'what is opened' : 'what its servers hold';
  return `--host ${printable(host)}: who reaches this address reads ${held}; there is no login\n`;
}

/** Options, then environment. */
async function readGiven(
  env: CliEnvironment['env'],
  { panels, aliases, parcaPage }: ServeOptions,
): Promise<Pick<ConsoleOptions, 'metricPanels' | 'aliases' | 'parcaPage'>> {
  const panelsFile = panels ?? (env['PARCASCOPE_PANELS'] || undefined);
  const aliasesFile = aliases ?? (env['PARCASCOPE_ALIASES'] || undefined);
  const page = parcaPage ?? (env['PARCASCOPE_PARCA_PAGE'] || undefined);
  return {
    ...(page !== undefined && { parcaPage: readPage(page) }),
    ...(panelsFile !== undefined && { metricPanels: await readPanelsFile(panelsFile) }),
    ...(aliasesFile !== undefined && { aliases: await readAliasesFile(aliasesFile) }),
  };
}

/** It is told to every browser: what is secret has no place in it, and is not repeated here. */
function readPage(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CliError('--parca-page: expected a URL such as https://parca.example/');
  if (url.username !== '' || url.password !== '')
    throw new CliError('--parca-page: browsers are told it: expected no user and no password');
  return url.origin + url.pathname;
}

async function chooseData(
  environment: CliEnvironment,
  inputs: readonly string[],
  options: ServeOptions,
): Promise<Pick<ConsoleOptions, 'data' | 'title' | 'start'>> {
  const { parca, pyroscope, prometheus } = options;
  const headers = options.parcaHeader ?? options.pyroscopeHeader ?? options.prometheusHeader;
  const given = parca ?? pyroscope ?? prometheus ?? headers;
  if (inputs.length > 0 && given !== undefined)
    throw new CliError('give an archive, files or servers, not more than one of them');
  if (inputs.length > 0) return openInputs(environment, inputs);
  const servers = readServers(options, environment.env);
  const { profiles } = servers;
  if (profiles.length > 0)
    return {
      data: await checkServers(environment, servers),
      title: profiles.map(({ kind }) => TITLES[kind]).join(', '),
    };
  if (servers.prometheus) throw new CliError('--prometheus needs --parca or --pyroscope beside it');
  const demo = await openArchiveFile(join(environment.root, DEMO));
  return { data: { mode: 'archive', archive: demo }, title: 'demo archive' };
}

/** Nothing can be shown without profiles; a busy server answers later, and a missing Prometheus only takes the metrics away. */
async function checkServers(
  environment: CliEnvironment,
  servers: ReturnType<typeof readServers>,
): Promise<ConsoleOptions['data']> {
  const { profiles, prometheus } = servers;
  for (const server of profiles) await checkProfiles(environment, server);
  if (prometheus) await checkPrometheus(environment, prometheus);
  const upstreams = profiles.map(({ kind, upstream }) => [kind, upstream] as const);
  return { mode: 'live', ...Object.fromEntries(upstreams), ...(prometheus && { prometheus }) };
}

/** Asks for one minute: a server's answer over all time takes the longer the more it stores. */
async function checkProfiles(
  environment: CliEnvironment,
  profiles: ProfileUpstream,
): Promise<void> {
  const { now, stderr } = environment;
  const name = printProfileUpstream(profiles);
  const source = sourceAt(profiles.kind, probe(environment, profiles.upstream, name), now);
  try {
    await source.fetchProfileTypes({ start: now() - MINUTE, end: now() });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { kind, detail } = error;
    if (kind === 'timeout' || kind === 'busy')
      return stderr(`${name}: ${printable(detail)}; going on, the pages will ask again\n`);
    const other = kind === 'malformed' || kind === 'notFound' ? OTHER[profiles.kind] : undefined;
    if (other && (await answersAs(environment, { kind: other, upstream: profiles.upstream })))
      throw new CliError(`${name}: what answers there is a ${TITLES[other]}: give --${other} URL`, {
        cause: error,
      });
    throw error.named(name);
  }
}

const OTHER = { parca: 'pyroscope', pyroscope: 'parca' } as const;
const TITLES = { parca: 'Parca', pyroscope: 'Pyroscope' } as const;

/** Whether it speaks that, too: what did not speak the one may be the other. */
async function answersAs(environment: CliEnvironment, server: ProfileUpstream): Promise<boolean> {
  const { now } = environment;
  const transport = probe(environment, server.upstream, printProfileUpstream(server));
  const end = now();
  return sourceAt(server.kind, transport, now)
    .fetchProfileTypes({ start: end - MINUTE, end })
    .then(
      () => true,
      () => false,
    );
}

async function checkPrometheus(environment: CliEnvironment, prometheus: Upstream): Promise<void> {
  const name = `Prometheus at ${printUpstream(prometheus)}`;
  const transport = probe(environment, prometheus, name);
  try {
    await createPrometheusSource({ transport }).fetchInstant({ query: 'vector(1)' });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    await environment.stderr(`${name}: ${printable(error.detail)}; going on without\n`);
  }
}

function probe({ patience, stderr }: CliEnvironment, upstream: Upstream, source: string) {
  const { silentMs, startMs } = patience;
  const say = (line: string) => void stderr(`${printable(line)}\n`);
  return announceWaiting(transportTo(upstream, source, startMs), { source, silentMs, say });
}

/** A browser that cannot be opened is no failure: the URL is on the terminal. */
function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  const child = spawn(command!, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
