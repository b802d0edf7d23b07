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

/** Options that name the servers; the same ones for the console and for recording. */
export function addServerOptions(command: Command): Command {
  return command
    .option('--parca <url>', 'Parca server (or PARCASCOPE_PARCA_URL)')
    .option('--prometheus <url>', 'Prometheus server (or PARCASCOPE_PROMETHEUS_URL)')
    .option(
      '--parca-header <header>',
      '"Name: value" for every request to Parca (or PARCASCOPE_PARCA_HEADERS, one a line)',
      collect,
    )
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
  const read = (
    name: 'PARCA' | 'PROMETHEUS',
    url: string | undefined,
    given: readonly string[] = [],
  ) => {
    const option = `--${name.toLowerCase()}`;
    const text = url ?? (env[`PARCASCOPE_${name}_URL`] || undefined);
    if (text === undefined && given.length > 0)
      throw new CliError(`${option}-header needs ${option}`);
    const lines = (env[`PARCASCOPE_${name}_HEADERS`] ?? '').split(/\r?\n/);
    const headers = [...lines.filter((line) => line.trim() !== ''), ...given];
    return text === undefined ? undefined : parseUpstream(option, text, headers);
  };
  const parca = read('PARCA', options.parca, options.parcaHeader);
  const prometheus = read('PROMETHEUS', options.prometheus, options.prometheusHeader);
  return { ...(parca && { parca }), ...(prometheus && { prometheus }) };
}
