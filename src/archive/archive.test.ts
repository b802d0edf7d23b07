import { readFile, truncate, writeFile } from 'node:fs/promises';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openArchive } from './open-archive';
import { writeSampleArchive } from './sample-archive.fixture';

let sample: Awaited<ReturnType<typeof writeSampleArchive>>;
beforeEach(async () => {
  sample = await writeSampleArchive();
});
afterEach(() => sample.remove());

test('what is written is read again, hostile label names included', async () => {
  const archive = await openArchive(sample.path);
  expect(archive.manifest.profiles).toHaveLength(6);
  const hostile = archive.manifest.profiles[5]!.labels;
  expect(Object.entries(hostile)).toContainEqual(['__proto__', 'hostile']);
  expect(archive.manifest.profiles[2]).toMatchObject({ value: 40n, noStackValue: 2n });
  expect((await archive.readProfile(archive.manifest.profiles[0]!)).subarray(0, 2)).toEqual(
    Uint8Array.of(0x1f, 0x8b),
  );
  expect(archive.targets.targets.shop?.targets).toHaveLength(2);
  expect(archive.metrics.step).toBe(15);
  await archive.close();
});

test('a flipped byte in a profile is found when it is read, and named', async () => {
  const bytes = await readFile(sample.path);
  const at = bytes.indexOf('profiles/3.pb.gz') + 'profiles/3.pb.gz'.length + 12;
  bytes[at] = bytes[at]! ^ 0xff;
  await writeFile(sample.path, bytes);
  const archive = await openArchive(sample.path);
  await archive.readProfile(archive.manifest.profiles[2]!);
  await expect(archive.readProfile(archive.manifest.profiles[3]!)).rejects.toThrow(
    /^profiles\/3\.pb\.gz: damaged: checksum [0-9a-f]{8}, expected [0-9a-f]{8}$/,
  );
  await archive.close();
});

test('a file that is cut off anywhere is an ArchiveError', async () => {
  const { length } = await readFile(sample.path);
  for (const size of [0, 1, 21, 22, length >> 1, length - 23, length - 1]) {
    await writeFile(`${sample.path}.cut`, (await readFile(sample.path)).subarray(0, size));
    await expect(openArchive(`${sample.path}.cut`), `${size} bytes`).rejects.toMatchObject({
      name: 'ArchiveError',
    });
  }
});

const VALID = {
  ...{ format: 'parcascope-archive', version: 1, created: '2026-11-21T00:00:00Z' },
  ...{ start: '2026-11-21T00:00:00Z', end: '2026-11-21T00:00:00Z' },
  ...{ servers: { parca: '', prometheus: '' }, notes: [], profiles: [] },
};
const PROFILE = {
  ...{ type: 'a:b:c:d:e', labels: {}, timestampNs: '1', durationNs: '0', value: '1' },
  ...{ noStackValue: '0', file: 'profiles/0.pb.gz' },
};
const foreign = [
  { name: 'no zip', entries: undefined, error: /not a zip file/ },
  {
    name: 'another zip',
    entries: { 'a.txt': 'x' },
    error: 'manifest.json: missing: this zip is no parcascope archive',
  },
  { name: 'no JSON', entries: { 'manifest.json': '{' }, error: /^manifest\.json: not JSON: / },
  {
    name: 'another format',
    entries: { 'manifest.json': { ...VALID, format: 'x' } },
    error: /^manifest\.json: format: /,
  },
  {
    name: 'a later version',
    entries: { 'manifest.json': { ...VALID, version: 2 } },
    error: /^manifest\.json: version: /,
  },
  {
    name: 'a wrong time',
    entries: {
      'manifest.json': { ...VALID, profiles: [PROFILE, { ...PROFILE, timestampNs: 'x' }] },
    },
    error: 'manifest.json: profiles[1].timestampNs: expected digits, got "x"',
  },
  {
    name: 'a number for digits',
    entries: { 'manifest.json': { ...VALID, profiles: [{ ...PROFILE, value: 7 }] } },
    error: 'manifest.json: profiles[0].value: expected digits, got 7',
  },
  {
    name: 'a server that is none',
    entries: { 'manifest.json': { ...VALID, source: 'X' } },
    error: 'manifest.json: source: expected "Parca" or "Pyroscope", got "X"',
  },
  {
    name: 'a wrong type',
    entries: { 'manifest.json': { ...VALID, profiles: [{ ...PROFILE, type: 'cpu' }] } },
    error:
      'manifest.json: profiles[0].type: expected name:sampleType:sampleUnit:periodType:periodUnit[:delta], got "cpu"',
  },
  {
    name: 'a label that is no text',
    entries: { 'manifest.json': { ...VALID, profiles: [{ ...PROFILE, labels: { a: 1 } }] } },
    error: 'manifest.json: profiles[0].labels: expected label names to strings, got {"a":1}',
  },
  {
    name: 'a profile that is not there',
    entries: { 'manifest.json': { ...VALID, profiles: [PROFILE] } },
    error: 'profiles/0.pb.gz: missing',
  },
  {
    name: 'targets of another shape',
    entries: { 'manifest.json': VALID, 'targets.json': { targets: 7 } },
    error: /^targets\.json: /,
  },
  {
    name: 'metrics of another shape',
    entries: {
      'manifest.json': VALID,
      'metrics.json': { step: 15, queries: [{ query: 1, series: [] }] },
    },
    error: /^metrics\.json: queries\[0\]\.query: /,
  },
];

test.each(foreign)('$name', async ({ entries, error }) => {
  const text = (value: unknown) =>
    strToU8(typeof value === 'string' ? value : JSON.stringify(value));
  const bytes = entries
    ? zipSync(Object.fromEntries(Object.entries(entries).map(([name, v]) => [name, text(v)])))
    : strToU8('hello');
  await writeFile(sample.path, bytes);
  await expect(openArchive(sample.path)).rejects.toThrow(error);
});

test('no file, and a folder', async () => {
  await expect(openArchive(`${sample.path}.no`)).rejects.toThrow(/^no such file$/);
  await expect(openArchive(sample.folder)).rejects.toThrow(
    /^(not a file|cannot be read \(EISDIR\))$/,
  );
});

test('a profile read after the file was cut off is an ArchiveError', async () => {
  const archive = await openArchive(sample.path);
  await truncate(sample.path, 100);
  await expect(archive.readProfile(archive.manifest.profiles[5]!)).rejects.toMatchObject({
    name: 'ArchiveError',
    entry: 'profiles/5.pb.gz',
  });
  await archive.close();
});

/** The sample with an entry of `size` bytes, packed. */
async function withEntry(name: string, size: number): Promise<void> {
  const entries = unzipSync(await readFile(sample.path));
  await writeFile(
    sample.path,
    zipSync({ ...entries, [name]: new Uint8Array(size).fill(0x20) }, { level: 1 }),
  );
}

test.each(['manifest.json', 'targets.json', 'metrics.json'])(
  '%s of 400 MB is refused by its size, before there is memory for it',
  async (name) => {
    const bytes = await readFile(sample.path);
    const at = bytes.lastIndexOf(name) - 46;
    expect(bytes.readUInt32LE(at)).toBe(0x02014b50);
    bytes.writeUInt32LE(400_000_000, at + 24);
    await writeFile(sample.path, bytes);
    const before = process.memoryUsage.rss();
    await expect(openArchive(sample.path)).rejects.toThrow(
      `${name}: inflates to 400000000 bytes, expected at most 64 MiB`,
    );
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
  },
);

test('an entry that inflates to more than it says is refused where that ends', async () => {
  await withEntry('metrics.json', 20_000_000);
  const bytes = await readFile(sample.path);
  const at = bytes.lastIndexOf('metrics.json') - 46;
  expect(bytes.readUInt32LE(at + 24)).toBe(20_000_000);
  bytes.writeUInt32LE(1000, at + 24);
  await writeFile(sample.path, bytes);
  await expect(openArchive(sample.path)).rejects.toThrow('metrics.json: damaged: does not inflate');
});

test('an entry that claims more bytes than the file has is cut off, and costs no memory', async () => {
  const bytes = await readFile(sample.path);
  const at = bytes.lastIndexOf('profiles/3.pb.gz') - 46;
  for (const field of [20, 24]) bytes.writeUInt32LE(500_000_000, at + field);
  await writeFile(sample.path, bytes);
  await expect(
    openArchive(sample.path).then(async (archive) => {
      await archive.readProfile(archive.manifest.profiles[3]!).finally(() => archive.close());
    }),
  ).rejects.toThrow('profiles/3.pb.gz: damaged: file data overflows file bounds');
});

test('a directory that is larger than any is refused', async () => {
  const comment = Buffer.alloc(60_000, 'x');
  const records = Array.from({ length: 1200 }, (_, i) => {
    const name = Buffer.from(String(i));
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt16LE(comment.length, 32);
    return Buffer.concat([record, name, comment]);
  });
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  for (const at of [8, 10]) end.writeUInt16LE(records.length, at);
  end.writeUInt32LE(directory.length, 12);
  await writeFile(sample.path, Buffer.concat([directory, end]));
  await expect(openArchive(sample.path)).rejects.toThrow('its directory has more than 4 MiB');
});
