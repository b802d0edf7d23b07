import { unzipSync, type UnzipFileInfo } from 'fflate';
import type { ArchiveEntries } from './archive';
import { ArchiveError } from './archive-error';

/** As the reader of zips on disk has it. */
const MOST_ENTRIES = 65_534;
const MOST_BYTES = 512 * 1024 * 1024;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** A zip in memory: where there is no disk to read it from. An entry is inflated when it is asked for. ArchiveError for one that is damaged. */
export function entriesOfZip(bytes: Uint8Array): ArchiveEntries {
  const sizes = new Map<string, number>();
  unzip('', bytes, ({ name, originalSize }) => {
    if (sizes.has(name)) throw new ArchiveError(name, 'is in the zip twice');
    if (sizes.size === MOST_ENTRIES)
      throw new ArchiveError('', `expected at most ${MOST_ENTRIES} entries`);
    sizes.set(name, originalSize);
    return false;
  });
  return {
    has: (name) => sizes.has(name),
    read: async (name, mostBytes = MOST_BYTES) => {
      const size = sizes.get(name);
      if (size === undefined) throw new ArchiveError(name, 'missing');
      if (size > mostBytes)
        throw new ArchiveError(name, `inflates to ${size} bytes, expected at most ${mostBytes}`);
      const read = unzip(name, bytes, (entry) => entry.name === name)[name];
      if (read?.length !== size) throw new ArchiveError(name, 'damaged: it has another size');
      return read;
    },
    close: async () => undefined,
  };
}

function unzip(entry: string, bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean) {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ArchiveError(entry, `damaged, or cut off: ${reason}`, error);
  }
}
