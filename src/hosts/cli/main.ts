import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { processEnvironment, type CliEnvironment } from './environment';
import { describeFailure, type ExitCode } from './failure';
import { withoutCredentials } from './output';
import { registerChanges } from './find-changes/command';
import { registerCompare } from './compare/command';
import { registerTop } from './profiles/top';
import { registerMcp } from './mcp/command';
import { registerRecord } from './record/command';
import { registerServe } from './serve/command';
import { registerWatch } from './watch/command';

/** The program of bin/parcascope.js; `root` is the folder of package.json. */
export async function main(root: string): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), processEnvironment(root));
}

/** Runs one command line and returns the exit code; a console goes on running after it. */
export async function run(args: readonly string[], environment: CliEnvironment): Promise<ExitCode> {
  const { version, stdout, stderr } = environment;
  // Help, and complaints about the command line.
  const said = { stdout: '', stderr: '' };
  const program = new Command('parcascope')
    .description('Look at the continuous profiles that Parca stores, or that an archive holds.')
    .version(version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void (said.stdout += text),
      writeErr: (text) => void (said.stderr += withoutCredentials(text)),
    });
  // What they need is loaded when they run: `compare` in a CI job needs no server and no archive.
  registerServe(program, environment);
  registerRecord(program, environment);
  registerTop(program, environment);
  registerCompare(program, environment);
  registerChanges(program, environment);
  registerWatch(program, environment);
  registerMcp(program, environment);
  try {
    const code = await parse(program, args);
    await stdout(said.stdout);
    await stderr(said.stderr);
    return code;
  } catch (error) {
    const { text, code } = await describeFailure(error);
    await stderr(text);
    return code;
  }
}

async function parse(program: Command, args: readonly string[]): Promise<ExitCode> {
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}
