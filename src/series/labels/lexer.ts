import { SeriesError } from './series-error';

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** Reads PromQL text from left to right; errors name the column, from 1. */
export class Lexer {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  fail(expected: string): SeriesError {
    const rest = this.#text.slice(this.#at, this.#at + 20);
    const got = rest === '' ? 'the end' : `"${rest}"`;
    return new SeriesError(`matchers: column ${this.#at + 1}: expected ${expected}, got ${got}`);
  }

  get done(): boolean {
    this.#skipSpace();
    return this.#at >= this.#text.length;
  }

  /** Consumes `token` when it is next. */
  take(token: string): boolean {
    this.#skipSpace();
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  /** Consumes what the sticky pattern matches here; undefined when it does not. */
  match(pattern: RegExp): string | undefined {
    this.#skipSpace();
    return this.#matchHere(pattern);
  }

  /** A string in ' " or back quotes; undefined when none starts here. */
  string(): string | undefined {
    const raw = this.match(/`[^`]*`/y);
    if (raw !== undefined) return raw.slice(1, -1);
    const quote = this.match(/["']/y);
    if (quote === undefined) return undefined;
    let value = '';
    while (!this.#takeHere(quote)) value += this.#piece(quote);
    return value;
  }

  #piece(quote: string): string {
    const plain = this.#matchHere(quote === '"' ? /[^"\\\n]+/y : /[^'\\\n]+/y);
    if (plain !== undefined) return plain;
    const bytes = this.#matchHere(/(?:\\x[0-9a-fA-F]{2}|\\[0-3][0-7]{2})+/y);
    if (bytes !== undefined) return this.#utf8(bytes);
    const point = this.#matchHere(/\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}/y);
    if (point !== undefined) return this.#codePoint(point);
    const escape = this.#matchHere(/\\[abfnrtv\\'"]/y);
    if (escape === undefined) throw this.fail(`a closing ${quote}`);
    return ESCAPES[escape.charAt(1)] ?? '';
  }

  #codePoint(escape: string): string {
    const point = parseInt(escape.slice(2), 16);
    if (point <= 0x10ffff) return String.fromCodePoint(point);
    this.#at -= escape.length;
    throw this.fail('a character up to \\U0010ffff');
  }

  /** `\xc3\xbc` are the bytes of one letter. */
  #utf8(escapes: string): string {
    const codes = escapes.match(/\\x..|\\.../g) ?? [];
    const bytes = codes.map((c) =>
      c[1] === 'x' ? parseInt(c.slice(2), 16) : parseInt(c.slice(1), 8),
    );
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        Uint8Array.from(bytes),
      );
    } catch {
      this.#at -= escapes.length;
      throw this.fail('escaped bytes that are UTF-8');
    }
  }

  #takeHere(token: string): boolean {
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #matchHere(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #skipSpace(): void {
    this.#matchHere(/[ \t\r\n]*/y);
  }
}
