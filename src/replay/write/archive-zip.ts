import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { ArchiveError } from '../archive-error';
import { MOST_TEXT_BYTES } from '../manifest';

/** The zip of docs/archive-format.md, written entry by entry. ArchiveError for an entry that no reader would take. */
export interface ArchiveZip {
  /** Deflated. */
  addText(name: string, text: string): void;
  /** As they are: they are gzip already. */
  addProfile(name: string, bytes: Uint8Array): void;
  end(): void;
}

/** Hands the zip's bytes to `write` as they come, all of an entry before `add…` returns. */
export function createArchiveZip(created: string, write: (chunk: Uint8Array) => void): ArchiveZip {
  const mtime = Date.parse(created);
  let failed: Error | undefined;
  const zip = new Zip((error, chunk) => {
    if (error) failed = error;
    else write(chunk);
  });
  const add = (entry: ZipDeflate | ZipPassThrough, bytes: Uint8Array) => {
    entry.mtime = mtime;
    zip.add(entry);
    entry.push(bytes, true);
    if (failed) throw failed;
  };
  return {
    addText: (name, text) => {
      const bytes = new TextEncoder().encode(text);
      if (bytes.length > MOST_TEXT_BYTES)
        throw new ArchiveError(name, `${bytes.length} bytes, more than a reader takes`);
      add(new ZipDeflate(name, { level: 9 }), bytes);
    },
    addProfile: (name, bytes) => add(new ZipPassThrough(name), bytes),
    end: () => zip.end(),
  };
}
