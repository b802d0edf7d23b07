import { printable } from './printable';

/** 0 done · 1 a threshold is passed · 2 the input is wrong · 3 a fault, of the world or of the program · 130 stopped. docs/cli.md */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** How a command that failed is told. */
export interface Failure {
  /** For stderr, with its line end. */
  readonly text: string;
  readonly code: ExitCode;
}

/** By name: the console is a bundle of its own, with classes of its own. */
const BAD_INPUT = ['CliError', 'UpstreamError'];
/** Errors that say all in one line; of others the stack is wanted. */
const ONE_LINE = [
  'ArchiveError',
  'ConsoleError',
  'OutputError',
  'ProfileError',
  'SeriesError',
  'SourceError',
];

/** A fault does not leave with 1, which would read as "slower than before" in a CI job. */
export function describeFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { text: `parcascope: ${String(error)}\n`, code: 3 };
  const { name, message, stack = message } = error;
  if (name === 'StoppedError') return { text: `${printable(message)}\n`, code: 130 };
  const line = `parcascope: ${printable(message)}\n`;
  if (BAD_INPUT.includes(name)) return { text: line, code: 2 };
  const isOfSystem = 'syscall' in error;
  return { text: ONE_LINE.includes(name) || isOfSystem ? line : `parcascope: ${stack}\n`, code: 3 };
}
