import { SourceError } from './source-error';

/**
 * Bytes of one answer, unpacked. A profile comes packed in an answer and is a few MB then; what is larger than this is no answer to a
 * question that a page asks.
 */
export const MOST_ANSWER_BYTES = 64 * 1024 * 1024;

export function tooLarge(source: string, most: number): SourceError {
  const detail = `the answer is larger than ${printMegabytes(most)}, the most that is read`;
  return new SourceError({ kind: 'tooLarge', source, detail });
}

function printMegabytes(bytes: number): string {
  return `${Number((bytes / 1024 / 1024).toPrecision(3))} MiB`;
}
