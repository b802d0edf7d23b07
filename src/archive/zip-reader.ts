import { open, type FileHandle } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import { ArchiveError, type ArchiveEntries } from '#replay';

/** A zip of unknown origin, read entry by entry from disk: opening it reads its directory, and nothing else stays in memory. */
/** As many as a zip without the zip64 extension can have; parcascope writes fewer. */
const MAX_ENTRIES = 65_534;
/** Of their names and what else the directory says of them; names of ours are 20 bytes. */
const MAX_DIRECTORY_BYTES = 4 * 1024 * 1024;
/** Guards against an entry that claims to be more than any profile is. */
const MAX_BYTES = 512 * 1024 * 1024;

/** ArchiveError for a file that is no zip, or whose directory is damaged, too long or has a name twice. */
export async function openZip(path: string): Promise<ArchiveEntries> {
  const file = await openFile(path);
  try {
    const zip = await openDirectory(file);
    const entries = await readDirectory(zip);
    return {
      has: (name) => entries.has(name),
      read: (name, mostBytes = MAX_BYTES) =>
        readEntry(file, zip, { name, entry: entries.get(name), mostBytes }),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'r');
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ArchiveError(
      '',
      code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`,
      error,
    );
  }
  throw new ArchiveError('', 'not a file');
}

async function openDirectory(file: FileHandle): Promise<ZipFile> {
  const { size } = await file.stat();
  const options = { autoClose: false, strictFileNames: true };
  try {
    return await fromRandomAccessReaderPromise(new BlockReader(file), size, options);
  } catch (error) {
    throw new ArchiveError('', 'not a zip file, or cut off: it has no directory at its end', error);
  }
}

async function readDirectory(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES)
    throw new ArchiveError('', `${zip.entryCount} entries, expected at most ${MAX_ENTRIES}`);
  const entries = new Map<string, Entry>();
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      bytes += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      if (bytes > MAX_DIRECTORY_BYTES)
        throw new ArchiveError('', `its directory has more than ${printSize(MAX_DIRECTORY_BYTES)}`);
      if (entries.has(entry.fileName))
        throw new ArchiveError(entry.fileName, 'is in the zip twice');
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    const place = `directory entry ${zip.entriesRead} of ${zip.entryCount}`;
    throw new ArchiveError('', `damaged zip: ${place}: ${messageOf(error)}`, error);
  }
  return entries;
}

interface Wanted {
  readonly name: string;
  readonly entry: Entry | undefined;
  readonly mostBytes: number;
}

async function readEntry(
  file: FileHandle,
  zip: ZipFile,
  { name, entry, mostBytes }: Wanted,
): Promise<Uint8Array> {
  if (!entry) throw new ArchiveError(name, 'missing');
  if (entry.isEncrypted()) throw new ArchiveError(name, 'is encrypted');
  if (!entry.canDecodeFileData())
    throw new ArchiveError(name, `compression method ${entry.compressionMethod} is not known`);
  const { uncompressedSize: size } = entry;
  if (size > mostBytes)
    throw new ArchiveError(
      name,
      `inflates to ${size} bytes, expected at most ${printSize(mostBytes)}`,
    );
  const bytes = inflate(entry, await readStored(file, zip, entry));
  const crc = crc32(bytes);
  if (bytes.length !== size || crc !== entry.crc32)
    throw new ArchiveError(name, `damaged: checksum ${hex(crc)}, expected ${hex(entry.crc32)}`);
  return bytes;
}

/** The library has refused by now what claims to reach beyond the file. Its own stream of an entry goes through three more, which costs a small profile more than its reading. */
async function readStored(file: FileHandle, zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const bytes = new Uint8Array(entry.compressedSize);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, fileDataStart);
    if (bytesRead === bytes.length) return bytes;
    throw new Error('cut off');
  } catch (error) {
    throw new ArchiveError(entry.fileName, `damaged: ${messageOf(error)}`, error);
  }
}

function inflate(entry: Entry, stored: Uint8Array): Uint8Array {
  if (entry.compressionMethod === 0) return stored;
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
  } catch (error) {
    throw new ArchiveError(entry.fileName, 'damaged: does not inflate', error);
  }
}

const BLOCK_BYTES = 256 * 1024;

/** The library asks for a directory some fifty bytes at a time; from disk it comes in blocks. */
class BlockReader extends RandomAccessReader {
  private block = { start: 0, bytes: Buffer.alloc(0) };

  constructor(private readonly file: FileHandle) {
    super();
  }

  override read(
    into: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    if (this.copy(into, offset, length, position)) return done(null);
    this.load(position, length).then(
      () => done(this.copy(into, offset, length, position) ? null : new Error('unexpected EOF')),
      done,
    );
  }

  private copy(into: Buffer, offset: number, length: number, position: number): boolean {
    const at = position - this.block.start;
    if (at < 0 || at + length > this.block.bytes.length) return false;
    this.block.bytes.copy(into, offset, at, at + length);
    return true;
  }

  private async load(start: number, length: number): Promise<void> {
    const bytes = Buffer.allocUnsafe(Math.max(length, BLOCK_BYTES));
    const { bytesRead } = await this.file.read(bytes, 0, bytes.length, start);
    this.block = { start, bytes: bytes.subarray(0, bytesRead) };
  }
}

function printSize(bytes: number): string {
  return `${bytes / 1024 / 1024} MiB`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
