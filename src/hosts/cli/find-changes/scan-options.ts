import { Option, type Command } from 'commander';
import { AGAINST, type Against, type ScanQuestion } from '#scan';
import { DEFAULT_ALIASES, mergeAliases, type Matcher, type ProfileType } from '#series';
import type { CliEnvironment } from '../environment';
import { CliError } from '../failure';
import { readMatchers, readProfileType } from '../profile-source';
import { forOption } from '../quantities';
import { addServerOptions, type ServerOptions } from '../server-options';
import { readAliasesFile } from '../serve/given-files';

/** What `changes` and `watch` are both asked. */
export interface ScanFlags extends ServerOptions {
  readonly against: Against;
  readonly match?: readonly Matcher[];
  readonly type?: readonly ProfileType[];
  readonly aliases?: string;
  readonly mostMerges?: number;
  readonly linkBase: string;
}

/** Where the console is when it is started without options. */
const CONSOLE = 'http://127.0.0.1:7171/';

export function addScanOptions(command: Command): Command {
  const readTypes = (text: string, before: readonly ProfileType[] = []) => [
    ...before,
    forOption('--type', readProfileType)(text),
  ];
  return addServerOptions(command)
    .addOption(
      new Option('--against <what>', 'what the range is held against')
        .choices(AGAINST)
        .default('previous'),
    )
    .option(
      '--match <matchers>',
      'only these units: {juju_application="shop"}',
      forOption('--match', readMatchers),
    )
    .option('--type <type>', 'only this profile type; may be given again', readTypes)
    .option('--most-merges <count>', 'most profiles to ask for', readCount)
    .option(
      '--aliases <file>',
      'JSON: what labels and applications are called here (or PARCASCOPE_ALIASES)',
    )
    .option('--link-base <url>', 'where links lead: a console, or the app in Grafana', CONSOLE);
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new CliError(`--most-merges: expected a number from 1 on, got "${text}"`);
}

/** All of a question but its range. */
export async function readScanFlags(
  { against, match = [], type, aliases, mostMerges }: ScanFlags,
  env: CliEnvironment['env'],
): Promise<Omit<ScanQuestion, 'range'>> {
  const file = aliases ?? (env['PARCASCOPE_ALIASES'] || undefined);
  const given = file === undefined ? {} : await readAliasesFile(file);
  return {
    ...{ against, matchers: match, profileTypes: type, mostMerges },
    aliases: mergeAliases(DEFAULT_ALIASES, given),
  };
}
