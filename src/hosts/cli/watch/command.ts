import { Option, type Command } from 'commander';
import { addScanOptions, type ScanFlags } from '../find-changes/scan-options';
import type { CliEnvironment } from '../environment';
import { forOption, readDuration } from '../quantities';

export interface WatchFlags extends ScanFlags {
  readonly listen: string;
  readonly every: number;
  readonly last: number;
  readonly state?: string;
}

/** `parcascope watch`: scans again and again, for Prometheus. */
export function registerWatch(program: Command, environment: CliEnvironment): void {
  const command = program
    .command('watch')
    .description('scan at an interval, and serve what changed to Prometheus');
  addScanOptions(command)
    .option('--listen <address:port>', 'where /metrics is served', '127.0.0.1:9717')
    .addOption(durationOption('--every', 'from the start of a scan to the next', '5m'))
    .addOption(durationOption('--last', 'the range up to now', '1h'))
    .option('--state <file>', 'JSON: what is known, kept for the next run')
    .action(async (flags: WatchFlags) => {
      const { watch } = await import('./watch');
      await watch(environment, flags);
    });
}

function durationOption(name: string, description: string, standard: string): Option {
  return new Option(`${name} <duration>`, description)
    .argParser(forOption(name, readDuration))
    .default(readDuration(standard), standard);
}
