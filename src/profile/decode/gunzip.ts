import { Gunzip } from 'fflate';
import { ProfileError } from '../profile-error';

/** The most that a profile may be, inflated: what is made of it must fit beside it into a gigabyte. */
export const MAX_PROFILE_BYTES = 256 * 2 ** 20;
/** Inflated at once. Deflate reaches 1032 times as much, so the limit is passed by 17 MB at most. */
const STEP_BYTES = 16 * 2 ** 10;
/** A member's header holds a file name and a comment; without an end they would be copied again at every step. */
const MAX_HEADER_BYTES = 2 ** 20;
const TRAILER_BYTES = 8;
const SMALLEST_GZIP = 18;

/**
 * The bytes themselves, or what they hold when they are gzip: all members, one after the other, as RFC 1952 has it. Length and
 * checksum of each are verified, which fflate does not do. Throws `ProfileError`, for more than `MAX_PROFILE_BYTES` too.
 */
export function gunzipIfNeeded(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    if (bytes.length > MAX_PROFILE_BYTES) throw tooLarge('profile');
    return bytes;
  }
  if (bytes.length < SMALLEST_GZIP) throw new ProfileError('gzip', 'cut off in its header');
  const members = new Members(bytes);
  let at = 0;
  let heardAt = 0;
  const gunzip = new Gunzip((chunk) => {
    heardAt = at;
    members.add(chunk);
  });
  gunzip.onmember = (start) => members.next(start);
  for (; at < bytes.length; at += STEP_BYTES) {
    push(gunzip, bytes.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= bytes.length);
    if (at - heardAt > MAX_HEADER_BYTES)
      throw new ProfileError('gzip', `a header of more than ${MAX_HEADER_BYTES} bytes`);
  }
  members.next(bytes.length);
  return members.joined();
}

function push(gunzip: Gunzip, chunk: Uint8Array, isLast: boolean): void {
  try {
    gunzip.push(chunk, isLast);
  } catch (error) {
    if (error instanceof ProfileError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ProfileError('gzip', `damaged or cut off: ${reason}`);
  }
}

/** What comes out of the inflater, checked member by member. */
class Members {
  readonly #bytes: Uint8Array;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  /** Of the member that is being read. */
  #crc = -1;
  #size = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  add(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length > MAX_PROFILE_BYTES) throw tooLarge('gzip');
    this.#size += chunk.length;
    this.#crc = crc32(chunk, this.#crc);
  }

  /** The member ends where the next one starts, eight bytes after its content. */
  next(start: number): void {
    const trailer = new DataView(
      this.#bytes.buffer,
      this.#bytes.byteOffset + start - TRAILER_BYTES,
      TRAILER_BYTES,
    );
    const announced = trailer.getUint32(4, true);
    if (this.#size !== announced)
      throw new ProfileError(
        'gzip',
        `damaged or cut off: ${this.#size} bytes instead of the announced ${announced}`,
      );
    if (~this.#crc >>> 0 !== trailer.getUint32(0, true))
      throw new ProfileError('gzip', 'damaged: the checksum does not fit');
    this.#crc = -1;
    this.#size = 0;
  }

  joined(): Uint8Array {
    const [only] = this.#chunks;
    if (only && this.#chunks.length === 1) return only;
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }
}

function tooLarge(path: string): ProfileError {
  return new ProfileError(path, `more than the ${MAX_PROFILE_BYTES / 2 ** 20} MiB allowed`);
}

/** For a byte with 0, 1, 2 and 3 bytes after it, one table after the other. */
const CRC_TABLES = crcTables();

function crcTables(): Int32Array {
  const tables = new Int32Array(4 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    tables[byte] = crc;
  }
  for (let i = 256; i < tables.length; i++) {
    const before = tables[i - 256]!;
    tables[i] = (before >>> 8) ^ tables[before & 0xff]!;
  }
  return tables;
}

/**
 * Continues from `crc`, -1 at first; the checksum is its complement. Four bytes at a time, as Intel's "slicing by 4" has it: byte by byte
 * it took longer than inflating.
 */
function crc32(bytes: Uint8Array, crc: number): number {
  const words = bytes.length & ~3;
  let i = 0;
  for (; i < words; i += 4) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    crc =
      CRC_TABLES[768 + (crc & 0xff)]! ^
      CRC_TABLES[512 + ((crc >>> 8) & 0xff)]! ^
      CRC_TABLES[256 + ((crc >>> 16) & 0xff)]! ^
      CRC_TABLES[crc >>> 24]!;
  }
  for (; i < bytes.length; i++) crc = CRC_TABLES[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return crc;
}
