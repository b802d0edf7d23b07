import type { Command } from 'commander';
import { createFetchTransport, createPrometheusSource, type Transport } from '#sources';
import { CliError } from './cli-error';
import type { CliEnvironment, ConsolePort, Upstream } from './console-port';

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
  port: ConsolePort,
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
    return text === undefined ? undefined : port.parseUpstream(option, text, headers);
  };
  const parca = read('PARCA', options.parca, options.parcaHeader);
  const prometheus = read('PROMETHEUS', options.prometheus, options.prometheusHeader);
  return { ...(parca && { parca }), ...(prometheus && { prometheus }) };
}

export function transportTo(upstream: Upstream, source: string, timeoutMs?: number): Transport {
  return createFetchTransport({
    baseUrl: upstream.origin + upstream.prefix,
    source,
    fetch: (input, init) =>
      fetch(input, {
        ...init,
        headers: { ...Object.fromEntries(new Headers(init?.headers)), ...upstream.headers },
      }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
}

/** Whether a Prometheus answers; rejects with a SourceError. */
export async function probePrometheus(upstream: Upstream, timeoutMs: number): Promise<void> {
  const transport = transportTo(upstream, 'Prometheus', timeoutMs);
  await createPrometheusSource({ transport }).fetchInstant({ query: 'vector(1)' });
}
