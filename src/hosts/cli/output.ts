import type { Writable } from 'node:stream';

/** Answers go to `stdout`, everything about them to `stderr`. */
export interface CliOutput {
  /** Rejects with an OutputError when the text cannot be written. */
  stdout(text: string): Promise<void>;
  /** Never rejects: there is no other place for the complaint. */
  stderr(text: string): Promise<void>;
}

/** An answer that cannot be written: a full disk. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** A reader that has gone (`| head`) ends the writing and is no failure; a full disk is one. */
export function streamOutput(stdout: Writable, stderr: Writable): CliOutput {
  // Each write hears of its own error; without a listener the process would die of it.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  return {
    stdout: (text) => write(stdout, text),
    stderr: (text) => write(stderr, text).catch(() => undefined),
  };
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

/**
 * What was typed may be a URL with a user and password at a place where none is read: of `http://bob:secret@host` stays `http://…@host`,
 * and of `bob:secret@host` `…@host`.
 */
export function withoutCredentials(text: string): string {
  return text.replace(/[^\s"']+/g, withoutOwn);
}

/** Of a word: from the last `/` before its first `:`, or behind `http://`, to its last `@`. */
function withoutOwn(word: string): string {
  const [colon, at] = [word.indexOf(':'), word.lastIndexOf('@')];
  if (colon < 0 || at < colon) return word;
  const [scheme = ''] = /^[a-z]+:\/\//i.exec(word) ?? [];
  const host = word.slice(scheme.length, at);
  const [user = ''] = host.split('/', 1);
  const kept =
    scheme !== '' && user.includes(':') ? scheme : word.slice(0, word.lastIndexOf('/', colon) + 1);
  return `${kept}…@${word.slice(at + 1)}`;
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
