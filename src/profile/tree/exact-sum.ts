/** Adds up so many before the halves might pass 2^53. */
const FLUSH_AFTER = 2 ** 20;

/** A sum of 64-bit integers that is exact whatever it comes to, for the price of two additions each. */
export class ExactSum {
  #sum = 0n;
  #hi = 0;
  #lo = 0;
  #pending = 0;

  /** The halves of a signed integer: `hi` signed, `lo` unsigned. */
  add(hi: number, lo: number): void {
    this.#hi += hi;
    this.#lo += lo;
    if (++this.#pending === FLUSH_AFTER) this.#flush();
  }

  get value(): bigint {
    this.#flush();
    return this.#sum;
  }

  #flush(): void {
    this.#sum += (BigInt(this.#hi) << 32n) + BigInt(this.#lo);
    this.#hi = this.#lo = this.#pending = 0;
  }
}
