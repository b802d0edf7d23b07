import { spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import { createParcaSource, createPrometheusSource, SourceError } from '#sources';
import type { ConsoleOptions } from '../../server/start-console';
import { printUpstream, type Upstream } from '../../server/upstream';
import type { CliEnvironment } from '../environment';
import { CliError } from '../failure';
import { printable } from '../output';
import { readServers } from '../server-options';
import { transportTo } from '../transport';
import { openArchiveFile } from './archive-file';
import type { ServeOptions } from './command';
import { readAliasesFile, readPanelsFile } from './given-files';

const DEMO = 'public/demo.zip';
const PROBE_MS = 5000;
const MINUTE = 60_000;

/** Opens a console on an archive, on servers, or on the demo. */
export async function serve(
  environment: CliEnvironment,
  archive: string | undefined,
  options: ServeOptions,
): Promise<void> {
  const { root, version, stdout } = environment;
  const given = await readGiven(environment.env, options);
  const { data, title } = await chooseData(environment, archive, options);
  const running = await environment.startConsole({
    ...{ host: options.host, port: options.port, allowHosts: options.allowHost ?? [] },
    ...{ pages: join(root, 'build/console'), version, title, data },
    ...given,
  });
  environment.onStop(() => void running.close());
  await stdout(`Parcascope is at ${running.url} (${title})\n`);
  if (options.open) openBrowser(running.url);
}

/** Options, then environment. */
async function readGiven(
  env: CliEnvironment['env'],
  { panels, aliases }: ServeOptions,
): Promise<Pick<ConsoleOptions, 'metricPanels' | 'aliases'>> {
  const panelsFile = panels ?? (env['PARCASCOPE_PANELS'] || undefined);
  const aliasesFile = aliases ?? (env['PARCASCOPE_ALIASES'] || undefined);
  return {
    ...(panelsFile !== undefined && { metricPanels: await readPanelsFile(panelsFile) }),
    ...(aliasesFile !== undefined && { aliases: await readAliasesFile(aliasesFile) }),
  };
}

async function chooseData(
  environment: CliEnvironment,
  archive: string | undefined,
  options: ServeOptions,
): Promise<Pick<ConsoleOptions, 'data' | 'title'>> {
  const { parca, prometheus, parcaHeader, prometheusHeader } = options;
  const given = parca ?? prometheus ?? parcaHeader ?? prometheusHeader;
  if (archive !== undefined && given !== undefined)
    throw new CliError('give an archive or servers, not both');
  if (archive !== undefined)
    return {
      data: { mode: 'archive', archive: await openArchiveFile(archive) },
      title: basename(archive),
    };
  const servers = readServers(options, environment.env);
  if (servers.parca) return { data: await checkServers(environment, servers), title: 'Parca' };
  if (servers.prometheus) throw new CliError('--prometheus needs --parca beside it');
  const demo = await openArchiveFile(join(environment.root, DEMO));
  return { data: { mode: 'archive', archive: demo }, title: 'demo archive' };
}

/** Nothing can be shown without a Parca; a missing Prometheus only takes the metrics away. */
async function checkServers(
  { stderr, now }: CliEnvironment,
  servers: { readonly parca?: Upstream; readonly prometheus?: Upstream },
): Promise<ConsoleOptions['data']> {
  const { parca, prometheus } = servers;
  if (parca) await probeParca(parca, now);
  if (prometheus)
    await probePrometheus(prometheus).catch(async (error: unknown) => {
      if (!(error instanceof SourceError)) throw error;
      await stderr(
        `Prometheus at ${printUpstream(prometheus)}: ${printable(error.detail)}; going on without\n`,
      );
    });
  return { mode: 'live', ...servers };
}

/** Asks for one minute: a server's answer over all time takes the longer the more it stores. */
async function probeParca(parca: Upstream, now: () => number): Promise<void> {
  const source = createParcaSource({ transport: transportTo(parca, 'Parca', PROBE_MS), now });
  try {
    await source.fetchProfileTypes({ start: now() - MINUTE, end: now() });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { kind, detail, status } = error;
    throw new SourceError({
      ...{ kind, source: `Parca at ${printUpstream(parca)}`, detail, cause: error },
      ...(status !== undefined && { status }),
    });
  }
}

/** Whether a Prometheus answers; rejects with a SourceError. */
async function probePrometheus(prometheus: Upstream): Promise<void> {
  const transport = transportTo(prometheus, 'Prometheus', PROBE_MS);
  await createPrometheusSource({ transport }).fetchInstant({ query: 'vector(1)' });
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
