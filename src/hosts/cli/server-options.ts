import type { Command } from 'commander';
import { parseUpstream, type Upstream } from '../server/upstream';
import type { CliEnvironment } from './environment';
import { CliError } from './failure';

export interface ServerOptions {
  readonly parca?: string;
  readonly prometheus?: string;
  readonly parcaHeader?: readonly string[];
  readonly prometheusHeader?: readonly string[];
}

/** For options that may be given again; undefined when they are not given at all. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Options that name a Parca server. */
export function addParcaOptions(command: Command): Command {
  return command
    .option('--parca <url>', 'Parca server (or PARCASCOPE_PARCA_URL)')
    .option(
      '--parca-header <header>',
      '"Name: value" for every request to Parca (or PARCASCOPE_PARCA_HEADERS, one a line)',
      collect,
    );
}

/** Options that name the servers; the same ones for the console and for recording. */
export function addServerOptions(command: Command): Command {
  return addParcaOptions(command)
    .option('--prometheus <url>', 'Prometheus server (or PARCASCOPE_PROMETHEUS_URL)')
    .option(
      '--prometheus-header <header>',
      'the same for Prometheus (or PARCASCOPE_PROMETHEUS_HEADERS)',
      collect,
    );
}

/** Options, then environment. Throws CliError or UpstreamError for what is no URL or no header. */
export function readServers(
  options: ServerOptions,
  env: CliEnvironment['env'],
): { readonly parca?: Upstream; readonly prometheus?: Upstream } {
  const parca = readParca(options, env);
  const { prometheus: url, prometheusHeader } = options;
  const prometheus = readServer('PROMETHEUS', { url, headers: prometheusHeader, env });
  return { ...(parca && { parca }), ...(prometheus && { prometheus }) };
}

/** The Parca alone; undefined when none is named. */
export function readParca(
  { parca: url, parcaHeader: headers }: ServerOptions,
  env: CliEnvironment['env'],
): Upstream | undefined {
  return readServer('PARCA', { url, headers, env });
}

interface Given {
  readonly url: string | undefined;
  readonly headers: readonly string[] | undefined;
  readonly env: CliEnvironment['env'];
}

function readServer(
  name: 'PARCA' | 'PROMETHEUS',
  { url, headers: given = [], env }: Given,
): Upstream | undefined {
  const option = `--${name.toLowerCase()}`;
  const text = url ?? (env[`PARCASCOPE_${name}_URL`] || undefined);
  if (text === undefined && given.length > 0)
    throw new CliError(`${option}-header needs ${option}`);
  const lines = (env[`PARCASCOPE_${name}_HEADERS`] ?? '').split(/\r?\n/);
  const headers = [...lines.filter((line) => line.trim() !== ''), ...given];
  return text === undefined ? undefined : parseUpstream(option, text, headers);
}
