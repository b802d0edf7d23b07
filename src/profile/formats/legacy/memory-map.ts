import type { TextLine } from '../text-lines';

/** A stretch of memory that a file's code was loaded to. */
interface LoadedFile {
  readonly start: bigint;
  readonly limit: bigint;
  /** Where in the file it begins. */
  readonly offset: bigint;
  readonly file: string;
  readonly buildId: string;
}

/** The file that an address is in, and where it is there: each run loads it elsewhere. Without one the address stays as it is. */
interface PlaceInFile {
  readonly mapping: string;
  readonly buildId: string;
  readonly address: bigint;
}

export type MemoryMap = (address: bigint) => PlaceInFile;

/** Lines that begin the memory map of a legacy profile. */
export function isMemoryMapStart(line: string): boolean {
  return line.includes('--- Memory map: ---') || line.includes('MAPPED_LIBRARIES:');
}

/** Reads lines of `/proc/PID/maps`, and of the short form `START-END FILE (@OFFSET) BUILD_ID`; of others it knows nothing, as pprof does. */
export function readMemoryMap(lines: Iterable<TextLine>): MemoryMap {
  const loaded: LoadedFile[] = [];
  for (const { text } of lines) {
    const file = readLine(text);
    if (file && file.start < file.limit) loaded.push(file);
  }
  loaded.sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)));
  return (address) => {
    const found = loaded[lastBefore(loaded, address)];
    if (!found || address >= found.limit) return { mapping: '', buildId: '', address };
    const { file, buildId, start, offset } = found;
    return {
      mapping: file,
      buildId,
      address: BigInt.asUintN(64, address - start + offset),
    };
  };
}

/** Index of the last one that begins at the address or before it, or -1. */
function lastBefore(loaded: readonly LoadedFile[], address: bigint): number {
  let low = 0;
  let high = loaded.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (loaded[middle]!.start <= address) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function readLine(text: string): LoadedFile | undefined {
  const [range = '', ...rest] = text.trim().split(/\s+/, 8);
  const [, start, limit] = /^(?:0x)?([0-9a-f]{1,16})-(?:0x)?([0-9a-f]{1,16}):?$/i.exec(range) ?? [];
  if (start === undefined) return undefined;
  const bounds = { start: hex(start), limit: hex(limit) };
  const [permissions = ''] = rest;
  const hasPermissions = /^[-rwxsp]{3,4}$/.test(permissions);
  if (hasPermissions && !permissions.includes('x')) return undefined;
  const words = hasPermissions ? rest.slice(1) : rest;
  const isProcMaps = /^[0-9a-f]+:[0-9a-f]+$/i.test(words[1] ?? '');
  if (isProcMaps) return { ...bounds, offset: hex(words[0]), file: words[3] ?? '', buildId: '' };
  const [file = '', second = '', third = ''] = words;
  const [, offset] = /^\(@([0-9a-f]{1,16})\)$/i.exec(second) ?? [];
  return { ...bounds, file, offset: hex(offset), buildId: offset === undefined ? second : third };
}

function hex(digits = ''): bigint {
  return /^[0-9a-f]{1,16}$/i.test(digits) ? BigInt(`0x${digits}`) : 0n;
}
