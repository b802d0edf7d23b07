import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReplay, createReplayTransport, openArchive } from '#archive';
import { parseProfileType } from '#series';
import { createParcaSource, type FetchedProfile } from '#sources';
import { CPU, writeSampleArchive } from '../../src/archive/sample-archive.fixture';
import { execute } from '../../src/hosts/cli/execute.fixture';

let folder: string;
let demo: Uint8Array;
let sample: Uint8Array;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
  demo = await readFile('public/demo.zip');
  const written = await writeSampleArchive();
  sample = await readFile(written.path);
  await written.remove();
});
afterAll(() => rm(folder, { recursive: true }));

async function store(bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'damaged.zip');
  await writeFile(path, bytes);
  return path;
}

type Entries = Record<string, Uint8Array>;

/** The sample with other entries; sums of bytes are right, as after unpacking, editing and packing by hand. */
function packedAnew(change: (entries: Entries) => Entries): Uint8Array {
  return zipSync(change(unzipSync(sample)), { level: 0 });
}

const without = (name: string) => (entries: Entries) =>
  Object.fromEntries(Object.entries(entries).filter(([entry]) => entry !== name));
const replaced = (name: string, bytes: Uint8Array | string) => (entries: Entries) => ({
  ...entries,
  [name]: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
});

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = copy[at]! ^ 0xff;
  return copy;
}

/** `parcascope FILE`: its exit code and what it prints; a damaged archive starts no console. */
async function openInCli(path: string) {
  const { code, stdout, stderr, started } = await execute([path]);
  expect(started).toEqual([]);
  return { code, said: stdout + stderr };
}

test('the demo that is cut off anywhere is refused in one line', async () => {
  const cuts = Array.from({ length: 12 }, (_, i) => Math.floor((demo.length * i) / 12));
  for (const size of [...cuts.slice(1), 2, 100, demo.length - 23, demo.length - 1]) {
    const path = await store(demo.subarray(0, size));
    const { code, said } = await openInCli(path);
    expect([code, said], `${size} bytes`).toEqual([
      2,
      `parcascope: ${path}: not a zip file, or cut off: it has no directory at its end\n`,
    ]);
  }
});

test('what is too short to be seen as a zip is refused as a profile', async () => {
  const path = await store(demo.subarray(0, 0));
  expect(await openInCli(path)).toEqual({
    code: 2,
    said: `parcascope: ${path}: profile: not a pprof: the file is empty; record it again\n`,
  });
});

test.each([
  { entry: 'manifest.json', says: 'missing: this zip is no parcascope archive' },
  { entry: 'profiles/3.pb.gz', says: 'missing' },
])('without $entry it is refused by the name of the entry', async ({ entry, says }) => {
  const path = await store(packedAnew(without(entry)));
  expect(await openInCli(path)).toEqual({
    code: 2,
    said: `parcascope: ${path}: ${entry}: ${says}\n`,
  });
});

test.each(['targets.json', 'metrics.json'])('without %s it opens', async (entry) => {
  const archive = await openArchive(await store(packedAnew(without(entry))));
  expect(archive.manifest.profiles).toHaveLength(6);
  await archive.close();
});

const manifestWith = (from: RegExp, to: string) => (entries: Entries) => {
  const text = new TextDecoder().decode(entries['manifest.json']);
  return replaced('manifest.json', text.replace(from, to))(entries);
};
const METRICS = (point: string) =>
  `{"step":15,"queries":[{"query":"up","series":[{"labels":{},"points":[[1,"1"],${point}]}]}]}`;
test.each([
  {
    name: 'an older version',
    change: manifestWith(/"version":1/, '"version":0'),
    says: 'manifest.json: version: expected 1, got 0',
  },
  {
    name: 'an end before the start',
    change: manifestWith(/"end":"2026/, '"end":"2025'),
    says: 'manifest.json: end: expected a time from 2026-11-21T00:00:00.000Z on, got "2025-11-21T00:01:00.000Z"',
  },
  {
    name: 'a value that is no number',
    change: replaced('metrics.json', METRICS('[2,"x"]')),
    says: 'metrics.json: queries[0].series[0].points[1][1]: expected a number in a string, got "x"',
  },
  {
    name: 'a value that is no string',
    change: replaced('metrics.json', METRICS('[2,7]')),
    says: 'metrics.json: queries[0].series[0].points[1][1]: expected a value in a string, got 7',
  },
  {
    name: 'times out of order',
    change: replaced('metrics.json', METRICS('[1,"2"]')),
    says: 'metrics.json: queries[0].series[0].points: expected each time to be after the one before',
  },
])('$name is refused by its place', async ({ change, says }) => {
  const path = await store(packedAnew(change));
  expect(await openInCli(path)).toEqual({ code: 2, said: `parcascope: ${path}: ${says}\n` });
});

describe('a profile is looked at when it is read', () => {
  async function merge(bytes: Uint8Array): Promise<FetchedProfile> {
    const archive = await openArchive(await store(bytes));
    const transport = createReplayTransport(createReplay(archive));
    const start = archive.manifest.start.getTime();
    const source = createParcaSource({ transport, now: () => start + 3_600_000 });
    try {
      const selector = { profileType: parseProfileType(CPU), matchers: [] };
      return await source.fetchProfile(selector, { start, end: start + 60_000 });
    } finally {
      await archive.close();
    }
  }

  test('whole, it is answered', async () => {
    expect((await merge(sample)).parts).toHaveLength(1);
  });

  test.each([
    {
      name: 'a flipped byte',
      damage: () => flipped(sample, Buffer.from(sample).indexOf('profiles/2.pb.gz') + 16 + 12),
      says: /profiles\/2\.pb\.gz: damaged: checksum [0-9a-f]{8}, expected [0-9a-f]{8} \(INTERNAL\)$/,
    },
    {
      name: 'text',
      damage: () => packedAnew(replaced('profiles/2.pb.gz', 'hello')),
      says: /profiles\/2\.pb\.gz: profile: not a pprof: /,
    },
    {
      name: 'nothing',
      damage: () => packedAnew(replaced('profiles/2.pb.gz', '')),
      says: /profiles\/2\.pb\.gz: profile: not a pprof: the file is empty/,
    },
    {
      name: "another profile's file",
      damage: () =>
        packedAnew((entries) =>
          replaced('profiles/2.pb.gz', entries['profiles/1.pb.gz']!)(entries),
        ),
      says: /profiles\/2\.pb\.gz: adds up to 5, the manifest says 40/,
    },
  ])('$name is an error that names the entry', async ({ damage, says }) => {
    await expect(merge(damage())).rejects.toMatchObject({
      name: 'SourceError',
      kind: 'server',
      detail: expect.stringMatching(says),
    });
  });
});
