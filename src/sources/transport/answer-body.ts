import { SourceError } from '../source-error';

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

/** An answer that comes in pieces. */
export class AnswerBody {
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(
    private readonly source: string,
    private readonly most = MOST_ANSWER_BYTES,
  ) {}

  /** Throws a SourceError, tooLarge, before what is more is in memory. */
  add(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length > this.most) throw tooLarge(this.source, this.most);
    this.#pieces.push(piece);
  }

  /** The connection ended within it. */
  broke(cause: unknown, message: string): SourceError {
    const detail = `the connection broke after ${this.#length} bytes of the answer: ${message}`;
    return new SourceError({ kind: 'unreachable', source: this.source, detail, cause });
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }
}
