import { Option, type Command } from 'commander';
import type { CliEnvironment } from '../environment';
import { forOption, readDuration, readTime } from '../quantities';
import { addScanOptions, type ScanFlags } from './scan-options';

export interface ChangesFlags extends ScanFlags {
  /** As they are written: `now` of an archive is its end. */
  readonly start?: string;
  readonly end?: string;
  readonly last?: number;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly fail?: boolean;
}

/** `parcascope changes`: what changed in a fleet. */
export function registerChanges(program: Command, environment: CliEnvironment): void {
  const command = program
    .command('changes')
    .description('find what changed in a fleet, where, since when and why')
    .argument('[archive]', 'recording to look at instead of a server');
  addScanOptions(command)
    .option('--start <time>', 'RFC 3339, now-1h or epoch ms; needs --end')
    .option('--end <time>', 'the same; needs --start')
    .addOption(
      new Option('--last <duration>', 'the range up to now (default: 6h; all of an archive)')
        .argParser(forOption('--last', readDuration))
        .conflicts(['start', 'end']),
    )
    .addOption(new Option('--json', 'exact values for scripts').conflicts('markdown'))
    .option('--markdown', 'a table for an issue')
    .option(
      '--fail',
      'exit 1 when a function, or a total that none explains, costs more or keeps growing, and still does; load, a move, what costs less and what went away do not count',
      false,
    )
    .action(async (archive: string | undefined, flags: ChangesFlags) => {
      const { changes } = await import('./changes');
      await changes(environment, archive, flags);
    });
}

/** Throws CliError. */
export function readEnd(option: '--start' | '--end', now: number): (text: string) => number {
  return forOption(option, (text) => readTime(text, { now, roundUp: option === '--end' }));
}
