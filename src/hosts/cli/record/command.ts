import { Option, type Command } from 'commander';
import type { CliEnvironment } from '../environment';
import { forOption, readDuration, readSize, readTime } from '../quantities';
import { addServerOptions, collect, type ServerOptions } from '../server-options';

export interface RecordFlags extends ServerOptions {
  readonly out: string;
  readonly start?: number;
  readonly end?: number;
  readonly last: number;
  readonly type?: readonly string[];
  readonly match?: string;
  readonly step: number;
  readonly maxSize?: number;
  readonly query?: readonly string[];
}

/** `parcascope record`: live servers into an archive. */
export function registerRecord(program: Command, environment: CliEnvironment): void {
  const timeOption = (name: '--start' | '--end', description: string) =>
    new Option(`${name} <time>`, description).argParser(
      forOption(name, (text) =>
        readTime(text, { now: environment.now(), roundUp: name === '--end' }),
      ),
    );
  addServerOptions(program.command('record').description('record a time range into an archive'))
    .requiredOption('--out <file>', 'archive to write')
    .addOption(timeOption('--start', 'RFC 3339, now-1h or epoch ms; needs --end'))
    .addOption(timeOption('--end', 'the same; needs --start'))
    .addOption(durationOption('--last', 'the range up to now', '20m'))
    .option('--type <type>', 'only this profile type; may be given again', collect)
    .option('--match <matchers>', 'only these series: {juju_application="shop"}')
    .option('--query <promql>', 'record this too; may be given again', collect)
    .addOption(durationOption('--step', 'between the points of a metric', '15s'))
    .option(
      '--max-size <size>',
      'stop before the archive gets larger: 200MB',
      forOption('--max-size', readSize),
    )
    .action(async (flags: RecordFlags) => {
      const { record } = await import('./record');
      await record(environment, flags);
    });
}

function durationOption(name: string, description: string, standard: string): Option {
  return new Option(`${name} <duration>`, description)
    .argParser(forOption(name, readDuration))
    .default(readDuration(standard), standard);
}
