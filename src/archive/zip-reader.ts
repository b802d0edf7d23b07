import { open, type FileHandle } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { ArchiveError } from './archive-error';

/**
 * A zip that is read entry by entry from disk: opening it reads the directory at its end, and nothing else stays in memory.
 * Stored and deflated entries, no encryption, no zip64 (fewer than 65 535 entries, less than 4 GiB): what parcascope writes.
 */
export interface ZipReader {
  /** In the order of the directory. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The inflated bytes. ArchiveError: missing, cut off, or another checksum. */
  read(name: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Entry {
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly storedSize: number;
  readonly size: number;
  readonly offset: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
const MAX_COMMENT = 0xffff;
const ZIP64_COUNT = 0xffff;
const ZIP64_SIZE = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
/** Guards against an entry that claims to inflate to more than any archive needs. */
const MAX_INFLATED = 512 * 1024 * 1024;

export async function openZip(path: string): Promise<ZipReader> {
  const file = await openFile(path);
  try {
    const entries = await readDirectory(file);
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      read: (name) => readEntry(file, name, entries.get(name)),
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

async function readDirectory(file: FileHandle): Promise<Map<string, Entry>> {
  const { size } = await file.stat();
  const tailStart = Math.max(0, size - END_SIZE - MAX_COMMENT);
  const tail = await readAt(file, tailStart, size - tailStart);
  const end = findEnd(tail);
  const count = tail.getUint16(end + 10, true);
  const length = tail.getUint32(end + 12, true);
  const offset = tail.getUint32(end + 16, true);
  if (count === ZIP64_COUNT || offset === ZIP64_SIZE)
    throw new ArchiveError('', 'a zip64 file; parcascope reads zips below 4 GiB');
  if (offset + length > tailStart + end)
    throw new ArchiveError('', 'damaged zip: its directory is cut off');
  return parseDirectory(await readAt(file, offset, length), count);
}

function findEnd(tail: DataView): number {
  for (let at = tail.byteLength - END_SIZE; at >= 0; at--)
    if (tail.getUint32(at, true) === END_SIGNATURE) return at;
  throw new ArchiveError('', 'not a zip file, or cut off: it has no directory at its end');
}

function parseDirectory(view: DataView, count: number): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    const broken =
      at + ENTRY_SIZE > view.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE;
    if (broken) throw new ArchiveError('', `damaged zip: directory entry ${i} of ${count}`);
    const nameLength = view.getUint16(at + 28, true);
    const next =
      at + ENTRY_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength)
      throw new ArchiveError('', `damaged zip: directory entry ${i} of ${count}`);
    const name = new TextDecoder().decode(bytesOf(view, at + ENTRY_SIZE, nameLength));
    if (entries.has(name)) throw new ArchiveError(name, 'is in the zip twice');
    entries.set(name, {
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      storedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return entries;
}

async function readEntry(
  file: FileHandle,
  name: string,
  entry: Entry | undefined,
): Promise<Uint8Array> {
  if (!entry) throw new ArchiveError(name, 'missing');
  if (entry.encrypted) throw new ArchiveError(name, 'is encrypted');
  const { size } = await file.stat();
  if (entry.offset + LOCAL_SIZE + entry.storedSize > size)
    throw new ArchiveError(name, 'damaged: lies outside the file');
  const header = await readAt(file, entry.offset, LOCAL_SIZE, name);
  if (header.getUint32(0, true) !== LOCAL_SIGNATURE)
    throw new ArchiveError(name, `damaged: no entry at byte ${entry.offset}`);
  const start = entry.offset + LOCAL_SIZE + header.getUint16(26, true) + header.getUint16(28, true);
  const stored = await readAt(file, start, entry.storedSize, name);
  const bytes = inflate(name, entry, bytesOf(stored, 0, entry.storedSize));
  const crc = crc32(bytes);
  if (bytes.length !== entry.size || crc !== entry.crc)
    throw new ArchiveError(name, `damaged: checksum ${hex(crc)}, expected ${hex(entry.crc)}`);
  return bytes;
}

function inflate(name: string, entry: Entry, stored: Uint8Array): Uint8Array {
  if (entry.method === STORED) return stored;
  if (entry.method !== DEFLATED)
    throw new ArchiveError(name, `compression method ${entry.method} is not known`);
  if (entry.size > MAX_INFLATED) throw new ArchiveError(name, `inflates to ${entry.size} bytes`);
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, entry.size) });
  } catch (error) {
    throw new ArchiveError(name, 'damaged: does not inflate', error);
  }
}

/** `entry` is who is named when the file ends before; '' for the directory. */

async function readAt(
  file: FileHandle,
  offset: number,
  length: number,
  entry = '',
): Promise<DataView> {
  const cutOff = () =>
    new ArchiveError(entry, entry === '' ? 'damaged zip: cut off' : 'damaged: cut off');
  const { size } = await file.stat();
  if (offset + length > size) throw cutOff();
  const buffer = new Uint8Array(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  if (bytesRead !== length) throw cutOff();
  return new DataView(buffer.buffer);
}

function bytesOf(view: DataView, offset: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + offset, length);
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
