import { ProfileError } from '../profile-error';

/** More than any profile that fits into memory has. */
const MAX_TEXTS = 2 ** 24;
/** A longer one is cut: a text is shown, and no screen is that wide. */
const MAX_TEXT_BYTES = 2 ** 20;
/** Up to so many letters it takes longer to ask a decoder than to write them. */
const SHORT_BYTES = 64;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The texts of a profile, kept as bytes until they are asked for: most are asked for once, many never. Bytes that are not UTF-8 spoil
 * only themselves: they stand as `\xe9` in their text, so that two texts which differ in them stay two.
 */
export class StringTable {
  readonly #bytes: Uint8Array;
  /** Start and end of each, one after the other. */
  #ranges = new Int32Array(1024);
  #length = 0;
  readonly #known = new Map<number, string>();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get length(): number {
    return this.#length;
  }

  /** Throws `ProfileError` when there are too many. */
  add(start: number, end: number): void {
    if (this.#length === MAX_TEXTS)
      throw new ProfileError('string_table', `more than ${MAX_TEXTS} texts`);
    if (this.#length * 2 === this.#ranges.length) {
      const longer = new Int32Array(this.#ranges.length * 2);
      longer.set(this.#ranges);
      this.#ranges = longer;
    }
    this.#ranges[this.#length * 2] = start;
    this.#ranges[this.#length * 2 + 1] = end;
    this.#length++;
  }

  /** Text 0 is "" even in a profile that has no table. Throws `ProfileError` at `path` when there is none with this index. */
  at(index: number, path: string): string {
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    if (index >= this.#length && index !== 0) throw new ProfileError(path, `no string ${index}`);
    const [start, end] = this.#ranges.subarray(index * 2, index * 2 + 2);
    const text = decodeText(this.#bytes.subarray(start, end));
    this.#known.set(index, text);
    return text;
  }
}

function decodeText(bytes: Uint8Array): string {
  if (bytes.length <= SHORT_BYTES && isAscii(bytes)) return String.fromCharCode(...bytes);
  if (bytes.length > MAX_TEXT_BYTES) return `${textOfBytes(bytes.subarray(0, MAX_TEXT_BYTES))}…`;
  return textOfBytes(bytes);
}

/**
 * UTF-8; each byte that is none stands as `\xe9`, so that two texts which differ in such bytes stay two. `backslash` is how the text writes one, where
 * it has escapes of its own.
 */
export function textOfBytes(bytes: Uint8Array, backslash = '\\'): string {
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const valid = validUntil(bytes, at);
    if (valid > at) parts.push(UTF8.decode(bytes.subarray(at, valid)));
    if (valid < bytes.length) parts.push(`${backslash}x${bytes[valid]!.toString(16)}`);
    at = valid + 1;
  }
  return parts.join('');
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! >= 0x80) return false;
  return true;
}

/** Where the first byte from `at` on is that belongs to no character; the end when all do. */
function validUntil(bytes: Uint8Array, at: number): number {
  let next = at;
  while (next < bytes.length) {
    const length = bytes[next]! < 0x80 ? 1 : lengthOfCharacter(bytes, next);
    if (length === 0) break;
    next += length;
  }
  return next;
}

/** https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/#G27506, table 3-7; 0 where it does not hold. */
function lengthOfCharacter(bytes: Uint8Array, at: number): number {
  const [lead, second = 0] = [bytes[at]!, bytes[at + 1]];
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let i = at + 2; i < at + length; i++) if ((bytes[i] ?? 0) >> 6 !== 2) return 0;
  return length;
}
