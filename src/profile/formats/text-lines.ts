import { textOfBytes } from '../decode/string-table';
/** A line and its number, from 1 on. */
export interface TextLine {
  readonly number: number;
  readonly text: string;
}

/** One line after the other, without its end: a profile as text has millions, which no array has to hold. */
export function* linesOf(text: string): Generator<TextLine> {
  let number = 0;
  for (let at = 0; at < text.length;) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const isWindows = end > at && text[end - 1] === '\r';
    yield { number: ++number, text: text.slice(at, isWindows ? end - 1 : end) };
    at = end + 1;
  }
}

const QUOTED = 60;

/** The beginning of a text, for a message. */
export function quoted(text: string): string {
  return `"${text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text}"`;
}

/** Without the mark of its encoding; else as `textOfBytes` has it. */
export function textOfFile(bytes: Uint8Array, backslash?: string): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return textOfBytes(hasMark ? bytes.subarray(3) : bytes, backslash);
}
