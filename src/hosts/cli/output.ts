import process from 'node:process';
import type { Writable } from 'node:stream';
import { describeFailure, type ExitCode } from './failure';

/** Where a command writes. Answers go to `stdout`, everything said about them to `stderr`. Rejects when it cannot be written. */
export interface CliOutput {
  stdout(text: string): Promise<void>;
  stderr(text: string): Promise<void>;
}

/** An answer that cannot be written: a full disk. */
class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** The process's own streams. */
export function processOutput(): CliOutput {
  return streamOutput(process.stdout, process.stderr);
}

/** A reader that has gone (`| head`) ends the writing, and is no failure; a full disk is one. */
export function streamOutput(stdout: Writable, stderr: Writable): CliOutput {
  for (const stream of [stdout, stderr])
    if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);
  return { stdout: (text) => write(stdout, text), stderr: (text) => write(stderr, text) };
}

function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      const isGone = error && 'code' in error && error.code === 'EPIPE';
      if (error && !isGone)
        reject(new OutputError(`cannot write: ${error.message}`, { cause: error }));
      else resolve();
    });
  });
}

/** Each write hears of its own error; without a listener the process would die of it. */
function ignore(): void {}

/** Runs a command's work, and tells of its failure. */
export async function exitCodeOf(
  output: CliOutput,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    const { text, code } = describeFailure(error);
    await output.stderr(text);
    return code;
  }
}

/** Lines of aligned columns, the last one left, the others right. */
export function printColumns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return rows
    .map((row) => row.map((cell, i) => (i < row.length - 1 ? cell.padStart(widths[i]!) : cell)))
    .map((cells) => `${cells.join('  ')}\n`)
    .join('');
}
