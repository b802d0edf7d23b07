/**
 * A table of a flatbuffer (https://flatbuffers.dev/internals), just enough of it to check what is in one before it is read. Every read beyond the
 * bytes throws RangeError.
 */
export class FlatTable {
  readonly #vtable: number;

  constructor(
    private readonly view: DataView,
    private readonly at: number,
  ) {
    this.#vtable = at - view.getInt32(at, true);
  }

  /** The table that a buffer begins with. */
  static rootOf(view: DataView): FlatTable {
    return new FlatTable(view, view.getUint32(0, true));
  }

  byte(field: number): number {
    const at = this.#place(field);
    return at === 0 ? 0 : this.view.getUint8(at);
  }

  /** A number of 64 bits, rounded past 2^53. */
  long(field: number): number {
    const at = this.#place(field);
    return at === 0 ? 0 : Number(this.view.getBigInt64(at, true));
  }

  table(field: number): FlatTable | undefined {
    const at = this.#place(field);
    return at === 0 ? undefined : new FlatTable(this.view, at + this.view.getUint32(at, true));
  }

  tables(field: number): readonly FlatTable[] {
    return this.#elements(field, 4).map(
      (at) => new FlatTable(this.view, at + this.view.getUint32(at, true)),
    );
  }

  /** Of a vector of pairs of 64 bits. */
  pairs(field: number): readonly (readonly [number, number])[] {
    return this.#elements(field, 16).map((at) => [
      Number(this.view.getBigInt64(at, true)),
      Number(this.view.getBigInt64(at + 8, true)),
    ]);
  }

  #elements(field: number, size: number): readonly number[] {
    const at = this.#place(field);
    if (at === 0) return [];
    const vector = at + this.view.getUint32(at, true);
    const count = this.view.getUint32(vector, true);
    if (count * size > this.view.byteLength)
      throw new RangeError(`a vector of ${count} elements in ${this.view.byteLength} bytes`);
    return Array.from({ length: count }, (_, i) => vector + 4 + i * size);
  }

  /** 0: it is not there. */
  #place(field: number): number {
    const slot = 4 + 2 * field;
    if (slot >= this.view.getUint16(this.#vtable, true)) return 0;
    const offset = this.view.getUint16(this.#vtable + slot, true);
    return offset === 0 ? 0 : this.at + offset;
  }
}
