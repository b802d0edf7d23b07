import { inflateSync } from 'fflate';
import type { ArchiveEntries } from './archive';
import { ArchiveError } from './archive-error';
import { zipDirectory, zippedBytes, type ZipEntry } from './zip-directory';

/** As the reader of zips on disk has it. */
const MOST_ENTRIES = 65_534;
const MOST_BYTES = 512 * 1024 * 1024;
const [STORED, DEFLATED] = [0, 8];

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** A zip in memory: where there is no disk to read it from. An entry is inflated when it is asked for. ArchiveError for one that is damaged. */
export function entriesOfZip(bytes: Uint8Array): ArchiveEntries {
  const entries = zipDirectory(bytes, MOST_ENTRIES);
  return {
    has: (name) => entries.has(name),
    read: async (name, mostBytes = MOST_BYTES) => {
      const entry = entries.get(name);
      if (!entry) throw new ArchiveError(name, 'missing');
      if (entry.size > mostBytes)
        throw new ArchiveError(
          name,
          `inflates to ${entry.size} bytes, expected at most ${mostBytes}`,
        );
      const read = inflated(bytes, name, entry);
      if (read.length !== entry.size) throw new ArchiveError(name, 'damaged: it has another size');
      return read;
    },
    close: async () => undefined,
  };
}

function inflated(bytes: Uint8Array, name: string, entry: ZipEntry): Uint8Array {
  const zipped = zippedBytes(bytes, name, entry);
  if (entry.method === STORED) return zipped.slice();
  if (entry.method !== DEFLATED)
    throw new ArchiveError(name, `is compressed by method ${entry.method}, expected deflate`);
  try {
    return inflateSync(zipped, { out: new Uint8Array(entry.size) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ArchiveError(name, `damaged, or cut off: ${reason}`, error);
  }
}
