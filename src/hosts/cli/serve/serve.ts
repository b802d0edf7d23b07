import { spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { createParcaSource, SourceError } from '#sources';
import { openArchiveFile } from './archive-file';
import { CliError } from '../cli-error';
import type { CliEnvironment, ConsolePort, Upstream } from '../console-port';
import { readAliasesFile, readPanelsFile } from './given-files';
import { printable } from '../printable';
import {
  addServerOptions,
  collect,
  probePrometheus,
  readServers,
  transportTo,
  type ServerOptions,
} from '../server-options';

interface ServeOptions extends ServerOptions {
  readonly port: number;
  readonly host: string;
  readonly allowHost?: readonly string[];
  readonly open: boolean;
  readonly panels?: string;
  readonly aliases?: string;
}

const DEMO = 'public/demo.zip';
const PROBE_MS = 5000;
const MINUTE = 60_000;

/** The program without a subcommand: `parcascope [archive.zip] [--parca URL]`. */
export function registerServe(program: Command, environment: CliEnvironment): void {
  addServerOptions(
    program.argument('[archive]', 'recording to open; the demo when nothing is given'),
  )
    .option('--port <port>', 'port to listen on; 0 takes a free one', readPort, 7171)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-host <name>', 'another name under which the console is asked for', collect)
    .option('--open', 'open the browser', false)
    .option(
      '--panels <file>',
      'JSON: the charts beside a profile instead of the usual ones (or PARCASCOPE_PANELS)',
    )
    .option(
      '--aliases <file>',
      'JSON: what labels and applications are called here (or PARCASCOPE_ALIASES)',
    )
    .action((archive: string | undefined, options: ServeOptions) =>
      serve(environment, archive, options),
    );
}

async function serve(
  environment: CliEnvironment,
  archive: string | undefined,
  options: ServeOptions,
): Promise<void> {
  const { root, version, stdout } = environment;
  const given = await readGiven(environment.env, options);
  const port = await environment.loadConsole();
  const { data, title } = await chooseData(environment, port, { archive, options });
  const running = await port.startConsole({
    ...{ host: options.host, port: options.port, allowHosts: options.allowHost ?? [] },
    ...{ pages: join(root, 'build/console'), version, title, data },
    ...given,
  });
  environment.onStop(() => void running.close());
  stdout(`Parcascope is at ${running.url} (${title})\n`);
  if (options.open) openBrowser(running.url);
}

type Started = Parameters<ConsolePort['startConsole']>[0];

/** Options, then environment. */
async function readGiven(
  env: CliEnvironment['env'],
  { panels, aliases }: ServeOptions,
): Promise<Pick<Started, 'metricPanels' | 'aliases'>> {
  const panelsFile = panels ?? (env['PARCASCOPE_PANELS'] || undefined);
  const aliasesFile = aliases ?? (env['PARCASCOPE_ALIASES'] || undefined);
  return {
    ...(panelsFile !== undefined && { metricPanels: await readPanelsFile(panelsFile) }),
    ...(aliasesFile !== undefined && { aliases: await readAliasesFile(aliasesFile) }),
  };
}

type Chosen = Pick<Started, 'data' | 'title'>;

async function chooseData(
  environment: CliEnvironment,
  port: ConsolePort,
  { archive, options }: { archive: string | undefined; options: ServeOptions },
): Promise<Chosen> {
  const { parca, prometheus, parcaHeader, prometheusHeader } = options;
  const given = parca ?? prometheus ?? parcaHeader ?? prometheusHeader;
  if (archive !== undefined && given !== undefined)
    throw new CliError('give an archive or servers, not both');
  if (archive !== undefined)
    return {
      data: { mode: 'archive', archive: await openArchiveFile(archive) },
      title: basename(archive),
    };
  const servers = readServers(port, options, environment.env);
  if (servers.parca)
    return { data: await checkServers(environment, port, servers), title: 'Parca' };
  if (servers.prometheus) throw new CliError('--prometheus needs --parca beside it');
  const demo = await openArchiveFile(join(environment.root, DEMO));
  return { data: { mode: 'archive', archive: demo }, title: 'demo archive' };
}

/** Nothing can be shown without a Parca; a missing Prometheus only takes the metrics away. */
async function checkServers(
  { stderr, now }: CliEnvironment,
  port: ConsolePort,
  servers: { readonly parca?: Upstream; readonly prometheus?: Upstream },
): Promise<Chosen['data']> {
  const { parca, prometheus } = servers;
  if (parca) await probeParca(port, parca, now);
  if (prometheus)
    await probePrometheus(prometheus, PROBE_MS).catch((error: unknown) => {
      if (!(error instanceof SourceError)) throw error;
      stderr(
        `Prometheus at ${port.printUpstream(prometheus)}: ${printable(error.detail)}; going on without\n`,
      );
    });
  return { mode: 'live', ...servers };
}

/** Asks for one minute: a server's answer over all time takes the longer the more it stores. */
async function probeParca(port: ConsolePort, parca: Upstream, now: () => number): Promise<void> {
  const source = createParcaSource({ transport: transportTo(parca, 'Parca', PROBE_MS), now });
  try {
    await source.fetchProfileTypes({ start: now() - MINUTE, end: now() });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { kind, detail, status } = error;
    throw new SourceError({
      ...{ kind, source: `Parca at ${port.printUpstream(parca)}`, detail, cause: error },
      ...(status !== undefined && { status }),
    });
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new CliError(`--port: expected 0 to 65535, got "${text}"`);
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
