import { MAX_PROFILE_BYTES } from '#profile';
import type { ProfilePartInput } from './types';

/** Packed bytes from which the platform's inflater is faster; below, to ask for it takes longer than it saves (docs/benchmarks.md). */
const LARGE_BYTES = 100 * 2 ** 10;

/**
 * The same parts of each profile, their large gzips inflated by the platform, which takes half as long as a library. What it refuses (it
 * knows one member only), and what is too large, stays packed: whoever reads it says what is wrong with it.
 */
export async function inflateParts(
  profiles: readonly (readonly ProfilePartInput[])[],
): Promise<readonly (readonly ProfilePartInput[])[]> {
  const packed = new Set(profiles.flat().map(({ pprof }) => pprof));
  const large = [...packed].filter(isLargeGzip);
  if (large.length === 0 || typeof DecompressionStream === 'undefined') return profiles;
  const inflated = new Map<Uint8Array, Uint8Array>();
  for (const bytes of large) inflated.set(bytes, await inflate(bytes).catch(() => bytes));
  return profiles.map((parts) =>
    parts.map((part) => ({ ...part, pprof: inflated.get(part.pprof) ?? part.pprof })),
  );
}

function isLargeGzip(bytes: Uint8Array): boolean {
  return bytes.length >= LARGE_BYTES && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Rejects with what the platform rejects with, and with a RangeError for more than `MAX_PROFILE_BYTES`. */
async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(pieces, length);
    length += value.length;
    if (length > MAX_PROFILE_BYTES) {
      await reader.cancel();
      throw new RangeError(`more than ${MAX_PROFILE_BYTES} bytes`);
    }
    pieces.push(value);
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
