import { ArchiveError } from './archive-error';

/** Where an entry is. */
export interface ZipEntry {
  readonly size: number;
  readonly compressedSize: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  /** Of its local header. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const UTF_8 = 0x800;
/** Of a size, an offset or a count that stands in a zip64 record. */
const IN_ZIP64 = 0xffff_ffff;

/**
 * The directory at the end of a zip, read once: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3. ArchiveError for one that is
 * damaged, has more than `most` entries, a name twice, or sizes of 4 GiB and more.
 */
export function zipDirectory(bytes: Uint8Array, most: number): ReadonlyMap<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > most) throw new ArchiveError('', `expected at most ${most} entries`);
  let at = view.getUint32(end + 16, true);
  const entries = new Map<string, ZipEntry>();
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL)
      throw damaged(`entry ${i + 1} of ${count} is not in its directory`);
    const [nameLength, extra, comment] = [28, 30, 32].map((of) => view.getUint16(at + of, true));
    const nameBytes = bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength!);
    const isUtf8 = (view.getUint16(at + 8, true) & UTF_8) !== 0;
    const name = new TextDecoder(isUtf8 ? 'utf-8' : 'latin1').decode(nameBytes);
    if (entries.has(name)) throw new ArchiveError(name, 'is in the zip twice');
    const [compressedSize, size, offset] = [20, 24, 42].map((of) => view.getUint32(at + of, true));
    if ([compressedSize, size, offset].includes(IN_ZIP64))
      throw new ArchiveError(name, 'is of a zip of 4 GiB and more, which is not read');
    const method = view.getUint16(at + 10, true);
    entries.set(name, {
      ...{ size: size!, compressedSize: compressedSize!, method, offset: offset! },
    });
    at += CENTRAL_BYTES + nameLength! + extra! + comment!;
  }
  return entries;
}

/** An entry as it is in the zip, compressed. ArchiveError where it is not whole. */
export function zippedBytes(bytes: Uint8Array, name: string, entry: ZipEntry): Uint8Array {
  const { offset, compressedSize } = entry;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (offset + LOCAL_BYTES > bytes.length || view.getUint32(offset, true) !== LOCAL)
    throw damaged('it is not where the directory says', name);
  const start =
    offset + LOCAL_BYTES + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + compressedSize > bytes.length) throw damaged('its end is missing', name);
  return bytes.subarray(start, start + compressedSize);
}

/** A comment may follow the end record. */
function endOf(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--)
    if (view.getUint32(at, true) === END) return at;
  throw damaged('it has no directory');
}

function damaged(reason: string, entry = ''): ArchiveError {
  return new ArchiveError(entry, `damaged, or cut off: ${reason}`);
}
