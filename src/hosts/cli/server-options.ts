import type { Command } from 'commander';
import { parseUpstream, type Upstream } from '../server/upstream';
import type { CliEnvironment } from './environment';
import { CliError } from './failure';

export interface ServerOptions {
  readonly parca?: string;
  readonly pyroscope?: string;
  readonly prometheus?: string;
  readonly parcaHeader?: readonly string[];
  readonly pyroscopeHeader?: readonly string[];
  readonly prometheusHeader?: readonly string[];
}

/** The option that names a server of profiles, or a header for one; undefined: none does. */
export function profileServerOption(options: ServerOptions): string | undefined {
  if (options.parca !== undefined || options.parcaHeader !== undefined) return '--parca';
  const { pyroscope, pyroscopeHeader } = options;
  return pyroscope !== undefined || pyroscopeHeader !== undefined ? '--pyroscope' : undefined;
}

/** The same of metrics. */
export function metricServerOption({
  prometheus,
  prometheusHeader,
}: ServerOptions): string | undefined {
  return prometheus !== undefined || prometheusHeader !== undefined ? '--prometheus' : undefined;
}

/** For options that may be given again; undefined when they are not given at all. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Options that name a server of profiles. */
export function addProfileOptions(command: Command): Command {
  return command
    .option('--parca <url>', 'Parca server (or PARCASCOPE_PARCA_URL)')
    .option(
      '--parca-header <header>',
      '"Name: value" for every request to Parca (or PARCASCOPE_PARCA_HEADERS, one a line)',
      collect,
    )
    .option(
      '--pyroscope <url>',
      'Pyroscope server, instead or besides (or PARCASCOPE_PYROSCOPE_URL)',
    )
    .option(
      '--pyroscope-header <header>',
      'the same for Pyroscope, "X-Scope-OrgID: tenant" (or PARCASCOPE_PYROSCOPE_HEADERS)',
      collect,
    );
}

/** Options that name the servers; the same ones for the console and for recording. */
export function addServerOptions(command: Command): Command {
  return addProfileOptions(command)
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
): { readonly profiles: readonly ProfileUpstream[]; readonly prometheus?: Upstream } {
  const profiles = readProfiles(options, env);
  const { prometheus: url, prometheusHeader } = options;
  const prometheus = readServer('PROMETHEUS', { url, headers: prometheusHeader, env });
  return { profiles, ...(prometheus && { prometheus }) };
}

/** Where profiles are, and what is spoken there. */
export interface ProfileUpstream {
  readonly kind: 'parca' | 'pyroscope';
  readonly upstream: Upstream;
}

/** The servers of profiles alone, a Parca first. Where options name any, those of the environment are not meant. */
export function readProfiles(
  options: ServerOptions,
  env: CliEnvironment['env'],
): readonly ProfileUpstream[] {
  const all = {
    parca: { url: options.parca, headers: options.parcaHeader, env },
    pyroscope: { url: options.pyroscope, headers: options.pyroscopeHeader, env },
  };
  const named = KINDS.filter((kind) => (all[kind].url ?? all[kind].headers) !== undefined);
  return (named.length > 0 ? named : KINDS).flatMap((kind) => {
    const upstream = readServer(kind === 'parca' ? 'PARCA' : 'PYROSCOPE', all[kind]);
    return upstream ? [{ kind, upstream }] : [];
  });
}

const KINDS = ['parca', 'pyroscope'] as const;

interface Given {
  readonly url: string | undefined;
  readonly headers: readonly string[] | undefined;
  readonly env: CliEnvironment['env'];
}

function readServer(
  name: 'PARCA' | 'PYROSCOPE' | 'PROMETHEUS',
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
