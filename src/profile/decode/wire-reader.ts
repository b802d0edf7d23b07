import { ProfileError } from '../profile-error';

const VARINT = 0;
/** Wire type of what has its length before it: texts, messages, packed numbers. */
export const BYTES = 2;
const TWO_32 = 2 ** 32;
const BYTES_OF_FIXED = new Map([
  [1, 8],
  [5, 4],
]);

/**
 * Reads protobuf's wire format, never past the message it is in. `section` and `index` are set by whoever reads, so that an error
 * says where: `sample[12]: truncated varint at byte 345`. The varint read last is in `lo` and `hi`, 32 bits each, unsigned.
 */
export class WireReader {
  section = 'profile';
  index = -1;
  pos = 0;
  limit: number;
  lo = 0;
  hi = 0;
  /** Wire type of the field whose tag was read last. */
  wire = 0;
  readonly #bytes: Uint8Array;

  /** The whole of what is read, which `pos` and `limit` are places in. */
  get source(): Uint8Array {
    return this.#bytes;
  }

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.limit = bytes.length;
  }

  get path(): string {
    return this.index < 0 ? this.section : `${this.section}[${this.index}]`;
  }

  /** Back to the beginning of the whole. */
  rewind(): void {
    this.pos = 0;
    this.limit = this.#bytes.length;
  }

  at(section: string, index = -1): void {
    this.section = section;
    this.index = index;
  }

  fail(detail: string, field = ''): never {
    throw new ProfileError(this.path + field, detail);
  }

  varint(): void {
    const start = this.pos;
    const first = start < this.limit ? this.#bytes[start]! : 0x80;
    if (first < 0x80) {
      this.pos++;
      this.lo = first;
      this.hi = 0;
      return;
    }
    let lo = 0;
    let hi = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.pos >= this.limit) this.fail(`truncated varint at byte ${start}`);
      const byte = this.#bytes[this.pos++]!;
      if (shift < 28) lo |= (byte & 0x7f) << shift;
      else if (shift === 28) {
        lo |= (byte & 0x0f) << 28;
        hi = (byte & 0x7f) >>> 4;
      } else hi |= (byte & 0x7f) << (shift - 32);
      if (byte < 0x80) {
        this.lo = lo >>> 0;
        this.hi = hi >>> 0;
        return;
      }
    }
    this.fail(`varint of more than 10 bytes at byte ${start}`);
  }

  /**
   * A varint below 2^21, as nearly all are that tell of other tables; -1, and nothing is read, for a greater one and within the last three
   * bytes of the message: what `varint` is for.
   */
  smallVarint(): number {
    const bytes = this.#bytes;
    const at = this.pos;
    if (at + 3 > this.limit) return -1;
    const first = bytes[at]!;
    if (first < 0x80) {
      this.pos = at + 1;
      return first;
    }
    const second = bytes[at + 1]!;
    if (second < 0x80) {
      this.pos = at + 2;
      return (first & 0x7f) | (second << 7);
    }
    const third = bytes[at + 2]!;
    if (third >= 0x80) return -1;
    this.pos = at + 3;
    return (first & 0x7f) | ((second & 0x7f) << 7) | (third << 14);
  }

  /** A field's number; its wire type is then in `wire`. */
  tag(): number {
    const start = this.pos;
    this.varint();
    this.wire = this.lo & 7;
    const field = this.hi * 2 ** 29 + (this.lo >>> 3);
    if (field === 0) this.fail(`field number 0 at byte ${start}`);
    return field;
  }

  expect(wire: number, field = ''): void {
    if (this.wire !== wire)
      this.fail(`wire type ${this.wire} instead of ${wire} at byte ${this.pos}`, field);
  }

  /** An unsigned number, rounded past 2^53: good for comparing with a length. */
  count(field = ''): number {
    this.expect(VARINT, field);
    this.varint();
    return this.lastCount();
  }

  /** The varint read last, as `count` has it. */
  lastCount(): number {
    return this.hi * TWO_32 + this.lo;
  }

  /** A signed number, past ±2^53 the nearest that a double has. */
  int(field = ''): number {
    this.expect(VARINT, field);
    this.varint();
    return this.lastInt();
  }

  /** The varint read last, as `int` has it: the upper half times 2^32 is exact, so that it is rounded once. */
  lastInt(): number {
    return (this.hi | 0) * TWO_32 + this.lo;
  }

  bigInt(field = ''): bigint {
    this.expect(VARINT, field);
    this.varint();
    return this.#signedBig();
  }

  bigUint(field = ''): bigint {
    this.expect(VARINT, field);
    this.varint();
    return (BigInt(this.hi) << 32n) | BigInt(this.lo);
  }

  /** An id: a number where a double holds it, else a bigint, so that equal ids are equal Map keys. */
  id(field = ''): number | bigint {
    this.expect(VARINT, field);
    this.varint();
    return this.lastId();
  }

  lastId(): number | bigint {
    if (this.hi < 0x200000) return this.hi * TWO_32 + this.lo;
    return (BigInt(this.hi) << 32n) | BigInt(this.lo);
  }

  /** Enters a length-delimited field; give what it returns to `leave`. */
  enter(field = ''): number {
    this.expect(BYTES, field);
    const start = this.pos;
    this.varint();
    const length = this.hi * TWO_32 + this.lo;
    const left = this.limit - this.pos;
    if (length > left) this.fail(`${length} bytes announced at byte ${start}, ${left} left`, field);
    const outer = this.limit;
    this.limit = this.pos + length;
    return outer;
  }

  leave(outer: number): void {
    this.pos = this.limit;
    this.limit = outer;
  }

  /** Passes over a field that is not read. */
  skip(): void {
    if (this.wire === VARINT) return this.varint();
    if (this.wire === BYTES) return this.leave(this.enter());
    const size = BYTES_OF_FIXED.get(this.wire);
    if (size === undefined) this.fail(`unknown wire type ${this.wire} at byte ${this.pos}`);
    if (this.pos + size > this.limit) this.fail(`truncated field at byte ${this.pos}`);
    this.pos += size;
  }

  /** Calls `each` for every varint of a repeated field, packed or not. */
  repeated(each: () => void, field = ''): void {
    if (this.wire === VARINT) {
      this.varint();
      return each();
    }
    const outer = this.enter(field);
    while (this.pos < this.limit) {
      this.varint();
      each();
    }
    this.leave(outer);
  }

  #signedBig(): bigint {
    return BigInt.asIntN(64, (BigInt(this.hi) << 32n) | BigInt(this.lo));
  }
}
