import { ProfileError, printable } from '#profile';
import { SeriesError } from '#series';
import { ConsoleError, UpstreamError } from '../server/errors';
import { OutputError, withoutCredentials } from './output';

/**
 * 0 done · 1 a threshold is passed · 2 the input is wrong · 3 a fault, of the environment or of the program · 130 stopped.
 * docs/cli.md
 */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** The user's input is wrong: one line for the terminal, exit 2. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** The command did its work, and its answer is this code: a threshold is passed, there was nothing to compare with, a server stopped answering, or Ctrl-C was pressed. */
export class ExitError extends Error {
  override readonly name = 'ExitError';
  constructor(
    readonly code: Exclude<ExitCode, 0>,
    /** For stderr, safe to print, with its line end. */
    readonly text: string,
  ) {
    super(text);
  }
}

/** The text for stderr and the exit code. A fault does not leave with 1, which a CI job reads as "slower than before". */
export async function describeFailure(
  error: unknown,
): Promise<{ readonly text: string; readonly code: ExitCode }> {
  if (!(error instanceof Error)) return { text: `parcascope: ${String(error)}\n`, code: 3 };
  if (error instanceof ExitError) return error;
  const { message, stack = message } = error;
  const line = `parcascope: ${withoutCredentials(printable(message))}\n`;
  if (error instanceof CliError || error instanceof UpstreamError) return { text: line, code: 2 };
  return { text: (await saysAll(error)) ? line : `parcascope: ${stack}\n`, code: 3 };
}

/** Whether the message is enough; of other errors the stack is wanted. */
async function saysAll(error: Error): Promise<boolean> {
  if ('syscall' in error) return true;
  // Loaded here, because a command that succeeds may need neither.
  const [{ ArchiveError, DiskError }, { SourceError }] = await Promise.all([
    import('#archive'),
    import('#sources'),
  ]);
  return [
    ArchiveError,
    ConsoleError,
    DiskError,
    OutputError,
    ProfileError,
    SeriesError,
    SourceError,
  ].some((type) => error instanceof type);
}
