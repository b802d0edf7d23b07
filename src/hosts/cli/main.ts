import { Command, CommanderError } from 'commander';
import { registerCompare } from './profiles/compare';
import type { CliEnvironment } from './console-port';
import { describeFailure, type ExitCode } from './failure';
import { registerRecord } from './record/record';
import { registerServe } from './serve/serve';
import { registerTop } from './profiles/top';

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
export async function run(args: readonly string[], environment: CliEnvironment): Promise<ExitCode> {
  try {
    await createProgram(environment).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { text, code } = describeFailure(error);
    environment.stderr(text);
    return code;
  }
}
