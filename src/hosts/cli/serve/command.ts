import { isIP } from 'node:net';
import type { Command } from 'commander';
import { printable } from '#profile';
import type { CliEnvironment } from '../environment';
import { CliError } from '../failure';
import { addServerOptions, collect, type ServerOptions } from '../server-options';

export interface ServeOptions extends ServerOptions {
  readonly port: number;
  readonly host: string;
  readonly allowHost?: readonly string[];
  readonly open: boolean;
  readonly parcaPage?: string;
  readonly panels?: string;
  readonly aliases?: string;
}

/** The program without a subcommand: `parcascope [archive.zip | profile …] [--parca URL]`. */
export function registerServe(program: Command, environment: CliEnvironment): void {
  addServerOptions(
    program.argument(
      '[inputs...]',
      'an archive, or profiles: files, - for stdin, URLs; the demo when nothing is given',
    ),
  )
    .option('--port <port>', 'port to listen on; 0 takes a free one', readPort, 7171)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-host <name>', 'another name under which the console is asked for', readHosts)
    .option('--open', 'open the browser', false)
    .option(
      '--parca-page <url>',
      'Parca’s own page as browsers reach it, for Open in Parca (or PARCASCOPE_PARCA_PAGE)',
    )
    .option(
      '--panels <file>',
      'JSON: the charts beside a profile instead of the usual ones (or PARCASCOPE_PANELS)',
    )
    .option(
      '--aliases <file>',
      'JSON: what labels and applications are called here (or PARCASCOPE_ALIASES)',
    )
    .action(async (inputs: readonly string[], options: ServeOptions) => {
      const { serve } = await import('./serve');
      await serve(environment, inputs, options);
    });
}

/** A name, or an address, as it stands in a Host header; a port is no part of it. */
function readHosts(text: string, before: readonly string[] = []): readonly string[] {
  if (/^[\w-]+(?:\.[\w-]+)*\.?$/.test(text) || isIP(text.replace(/^\[|\]$/g, '')) !== 0)
    return collect(text, before);
  throw new CliError(`--allow-host: expected a host’s name, got "${printable(text)}"`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new CliError(`--port: expected 0 to 65535, got "${text}"`);
}
