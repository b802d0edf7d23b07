import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openZip } from './zip-reader';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function open(bytes: Uint8Array) {
  const path = join(folder, 'hostile.zip');
  await writeFile(path, bytes);
  return openZip(path);
}

const LONG = 'a'.repeat(1000);
const zip = (entries: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])));

/** Where the directory's n-th entry begins, and where its end record does. */
const ENTRY = Uint8Array.of(0x50, 0x4b, 1, 2);
const END = Uint8Array.of(0x50, 0x4b, 5, 6);
function placeOf(bytes: Uint8Array, signature: Uint8Array, n = 0): number {
  let at = -1;
  for (let i = 0; i <= n; i++) at = Buffer.from(bytes).indexOf(signature, at + 1);
  return at;
}

/** The zip with other numbers in its directory: `[offset within the entry, bytes, value]`. */
type Field = readonly [offset: number, width: 2 | 4, value: number];
const METHOD = 10;
const FLAGS = 8;
const SIZE = 24;
const OFFSET = 42;
const END_COUNT = 10;

function forged(bytes: Uint8Array, at: number, ...fields: readonly Field[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  for (const [offset, width, value] of fields)
    if (width === 2) view.setUint16(at + offset, value, true);
    else view.setUint32(at + offset, value, true);
  return copy;
}

/** With the zip64 records, which say that there are `count` entries. */
function zip64(bytes: Uint8Array, count: bigint): Uint8Array {
  const end = placeOf(bytes, END);
  const directory = new DataView(bytes.buffer).getUint32(end + 16, true);
  const record = new Uint8Array(56 + 20);
  const view = new DataView(record.buffer);
  view.setUint32(0, 0x06064b50, true);
  view.setBigUint64(32, count, true);
  view.setBigUint64(48, BigInt(directory), true);
  view.setUint32(56, 0x07064b50, true);
  view.setBigUint64(64, BigInt(end), true);
  return Uint8Array.from([...bytes.subarray(0, end), ...record, ...bytes.subarray(end)]);
}

test('entries are read in any order, stored and deflated ones at once', async () => {
  const names = Array.from({ length: 50 }, (_, i) => `profiles/${i}.pb.gz`);
  const entries = names.map((name, i) => [name, i % 2 === 0 ? `${i}` : LONG + i] as const);
  const opened = await open(zip(Object.fromEntries(entries)));
  const read = await Promise.all([...names].reverse().map((name) => opened.read(name)));
  expect(read.reverse().map((bytes) => Buffer.from(bytes).toString())).toEqual(
    entries.map(([, text]) => text),
  );
  expect(opened.has('profiles/50.pb.gz')).toBe(false);
  await expect(opened.read('profiles/50.pb.gz')).rejects.toThrow('profiles/50.pb.gz: missing');
  await opened.close();
});

test('a zip64 within the limits is read', async () => {
  const opened = await open(zip64(zip({ a: LONG }), 1n));
  expect(await opened.read('a')).toHaveLength(1000);
  await opened.close();
});

const two = zip({ 'a.txt': 'a', 'b.txt': LONG });
const twice = Uint8Array.from(
  Buffer.from(Buffer.from(two).toString('latin1').replaceAll('b.txt', 'a.txt'), 'latin1'),
);

test.each([
  { name: 'a name twice', bytes: twice, error: 'a.txt: is in the zip twice' },
  {
    name: 'a way out of the folder',
    bytes: zip({ '../a.txt': 'a' }),
    error: 'damaged zip: directory entry 0 of 1: invalid relative path: ../a.txt',
  },
  {
    name: 'an absolute path',
    bytes: zip({ 'a.txt': 'a', '/etc/passwd': 'a' }),
    error: 'damaged zip: directory entry 1 of 2: absolute path: /etc/passwd',
  },
  {
    name: 'a path of Windows',
    bytes: zip({ 'a\\b.txt': 'a' }),
    error: 'damaged zip: directory entry 0 of 1: invalid characters in fileName: a\\b.txt',
  },
  {
    name: 'fewer entries than it says',
    bytes: forged(two, placeOf(two, END), [END_COUNT, 2, 3]),
    error: 'damaged zip: directory entry 2 of 3: unexpected EOF',
  },
  {
    name: 'a directory past its end',
    bytes: forged(two, placeOf(two, END), [16, 4, 1_000_000]),
    error: 'damaged zip: directory entry 0 of 2: unexpected EOF',
  },
  {
    name: 'more entries than a zip holds',
    bytes: zip64(two, 2n ** 40n),
    error: '1099511627776 entries, expected at most 65534',
  },
  {
    name: 'bytes behind its end',
    bytes: Uint8Array.from([...two, 0]),
    error: 'not a zip file, or cut off: it has no directory at its end',
  },
])('$name is refused when it is opened', async ({ bytes, error }) => {
  await expect(open(bytes)).rejects.toMatchObject({ name: 'ArchiveError' });
  await expect(open(bytes)).rejects.toThrow(error);
});

const second = placeOf(two, ENTRY, 1);

test.each([
  { name: 'encryption', fields: [[FLAGS, 2, 1]], error: 'b.txt: is encrypted' },
  {
    name: 'an unknown compression',
    fields: [[METHOD, 2, 99]],
    error: 'b.txt: compression method 99 is not known',
  },
  {
    name: 'a size that no archive needs',
    fields: [[SIZE, 4, 3_000_000_000]],
    error: 'b.txt: inflates to 3000000000 bytes',
  },
  {
    name: 'more bytes than its size',
    fields: [[SIZE, 4, 10]],
    error: 'b.txt: damaged: does not inflate',
  },
  {
    name: 'fewer bytes than its size',
    fields: [[SIZE, 4, 1001]],
    error: /^b\.txt: damaged: checksum [0-9a-f]{8}, expected [0-9a-f]{8}$/,
  },
  {
    name: 'a place where no entry is',
    fields: [[OFFSET, 4, 1]],
    error: /^b\.txt: damaged: invalid local file header signature/,
  },
  {
    name: 'a place outside the file',
    fields: [[OFFSET, 4, 1_000_000]],
    error: 'b.txt: damaged: unexpected EOF',
  },
] satisfies readonly { name: string; fields: readonly Field[]; error: string | RegExp }[])(
  '$name is refused when the entry is read, and the others are read',
  async ({ fields, error }) => {
    const opened = await open(forged(two, second, ...fields));
    await expect(opened.read('b.txt')).rejects.toMatchObject({ name: 'ArchiveError' });
    await expect(opened.read('b.txt')).rejects.toThrow(error);
    expect(Buffer.from(await opened.read('a.txt')).toString()).toBe('a');
    await opened.close();
  },
);
