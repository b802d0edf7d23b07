import { Command, CommanderError } from 'commander';
import { registerCompare } from './compare';
import type { CliEnvironment } from './console-port';
import { registerRecord } from './record';
import { registerServe } from './serve';
import { registerTop } from './top';

/** Bad input by a person; 1 is for what went wrong otherwise. */
const EXIT_BAD_INPUT = 2;
const EXIT_FAILED = 1;
/** Errors that say all in one line; of others the stack is wanted. */
const EXPECTED = ['ConsoleError', 'ArchiveError', 'SourceError', 'ProfileError', 'SeriesError'];

export function createProgram(environment: CliEnvironment): Command {
  const { stdout, stderr, version } = environment;
  const program = new Command('parcascope')
    .description('Look at the continuous profiles that Parca stores, or that an archive holds.')
    .version(version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: stdout, writeErr: stderr });
  registerServe(program, environment);
  registerRecord(program, environment);
  registerTop(program);
  registerCompare(program);
  return program;
}

/** Runs one command line and returns the exit code; a console goes on running after it. */
export async function run(args: readonly string[], environment: CliEnvironment): Promise<number> {
  try {
    await createProgram(environment).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_BAD_INPUT;
    if (!(error instanceof Error)) throw error;
    if (error.name === 'CliError') return complain(environment, error.message, EXIT_BAD_INPUT);
    const text = EXPECTED.includes(error.name) ? error.message : (error.stack ?? error.message);
    return complain(environment, text, EXIT_FAILED);
  }
}

function complain({ stderr }: CliEnvironment, text: string, code: number): number {
  stderr(`parcascope: ${text}\n`);
  return code;
}
