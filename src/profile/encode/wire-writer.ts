const VARINT = 0;
const BYTES = 2;
const TEXT = new TextEncoder();

/** Writes protobuf's wire format. Zeros and empty texts are written too: who calls leaves them out. */
export class WireWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  /** A signed or unsigned 64-bit field. */
  int(field: number, value: number | bigint): this {
    this.#varint(field * 8 + VARINT);
    this.#varint(value);
    return this;
  }

  text(field: number, text: string): this {
    return this.bytes(field, TEXT.encode(text));
  }

  message(field: number, message: WireWriter): this {
    return this.bytes(field, message.finish());
  }

  /** A repeated field, packed. */
  ints(field: number, values: Iterable<number>): this {
    const packed = new WireWriter();
    for (const value of values) packed.#varint(value);
    return packed.#length === 0 ? this : this.message(field, packed);
  }

  bytes(field: number, bytes: Uint8Array): this {
    this.#varint(field * 8 + BYTES);
    this.#varint(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #varint(value: number | bigint): void {
    this.#reserve(10);
    if (typeof value === 'number' && value >= 0) return this.#small(value);
    let rest = BigInt.asUintN(64, BigInt(value));
    for (; rest > 0x7fn; rest >>= 7n) this.#bytes[this.#length++] = Number(rest & 0x7fn) | 0x80;
    this.#bytes[this.#length++] = Number(rest);
  }

  #small(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 128))
      this.#bytes[this.#length++] = (rest % 128) | 0x80;
    this.#bytes[this.#length++] = rest;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const longer = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    longer.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = longer;
  }
}
