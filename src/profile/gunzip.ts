import { gunzipSync } from 'fflate';
import { ProfileError } from './profile-error';

/** A profile larger than this is refused before memory is asked for: gzip's length field is not to be trusted. */
const MAX_BYTES = 2 ** 30;
/** Deflate cannot do better than this. */
const MAX_RATIO = 1032;
const SMALLEST_GZIP = 18;

/** The bytes themselves, or what they hold when they are gzip. Length and checksum are verified, which fflate does not do. */
export function gunzipIfNeeded(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  if (bytes.length < SMALLEST_GZIP) throw new ProfileError('gzip', 'cut off in its header');
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8, 8);
  const length = trailer.getUint32(4, true);
  if (length > bytes.length * MAX_RATIO)
    throw new ProfileError('gzip', 'damaged or cut off: its length field cannot be right');
  if (length > MAX_BYTES)
    throw new ProfileError('gzip', `holds ${length} bytes, more than the ${MAX_BYTES} allowed`);
  const inflated = inflate(bytes);
  if (inflated.length !== length)
    throw new ProfileError(
      'gzip',
      `damaged: ${inflated.length} bytes instead of the announced ${length}`,
    );
  if (crc32(inflated) !== trailer.getUint32(0, true))
    throw new ProfileError('gzip', 'damaged: the checksum does not fit');
  return inflated;
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new ProfileError('gzip', `damaged: ${error instanceof Error ? error.message : error}`);
  }
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) {
    crc = CRC_TABLE[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}
