import { existsSync } from 'node:fs';
import { access, appendFile, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { SourceError, type Transport } from '#sources';
import { createReplay, createReplayTransport, type Archive } from '#replay';
import { openArchive } from '../open-archive';
import { DRAWN, writeSampleArchive } from '../sample-archive.fixture';
import { recordArchive, type RecordOptions } from './record-archive';
import { readInterrupted } from './journal';

let sample: Awaited<ReturnType<typeof writeSampleArchive>>;
let archive: Archive;
let transport: Transport;
beforeEach(async () => {
  sample = await writeSampleArchive();
  archive = await openArchive(sample.path);
  transport = createReplayTransport(createReplay(archive));
});
afterEach(async () => {
  await archive.close();
  await sample.remove();
});

/** The sample's metrics have two. */
const NAN_NOTE = 'rate(cpu_total[1m]): 2 NaN values are gaps';
const START = Date.parse('2026-11-21T00:00:00Z');

const ofParca = (of: Transport) => ({ server: 'Parca', transport: of }) as const;

function options(more: Partial<RecordOptions> = {}): RecordOptions {
  return {
    request: {
      ...{
        parca: 'http://parca',
        pyroscope: '',
        prometheus: 'http://prometheus',
        types: [],
        match: '',
      },
      ...{ start: START, end: START + 60_000 },
    },
    out: join(sample.folder, 'out.zip'),
    profiles: ofParca(transport),
    prometheus: transport,
    queries: ['rate(cpu_total[1m])'],
    step: 15_000,
    now: () => START,
    onProgress: () => undefined,
    ...more,
  };
}

/** Everything of an archive but the names of its files. */
async function contents(path: string) {
  const opened = await openArchive(path);
  const profiles = await Promise.all(
    opened.manifest.profiles.map(async (p) => ({
      ...p,
      ...{ file: '', bytes: Buffer.from(await opened.readProfile(p)).toString('hex') },
    })),
  );
  const { targets, metrics } = opened;
  const { servers } = opened.manifest;
  await opened.close();
  const order = (p: { timestamp: bigint }) => Number(p.timestamp % 1_000_000_000_000n);
  return { profiles: profiles.sort((a, b) => order(a) - order(b)), targets, metrics, servers };
}

test('a recording of a replay is the archive again', async () => {
  const result = await recordArchive(options());
  expect(result).toEqual({ profiles: 6, resumed: 0, notes: [NAN_NOTE] });
  const [original, copy] = [await contents(sample.path), await contents(options().out)];
  expect(copy.profiles).toEqual(original.profiles);
  expect(copy.targets).toEqual(original.targets);
  expect(copy.servers).toEqual({ parca: '', prometheus: '2.42.0' });
  const rate = copy.metrics.queries[0]!;
  expect(rate.series[0]!.points.map(([, value]) => value)).toEqual(['0.1', '0.5']);
  await expect(access(`${options().out}.part`)).rejects.toThrow();
  await expect(access(`${options().out}.journal`)).rejects.toThrow();
});

test('a total that a float cannot hold is recorded to the unit', async () => {
  const large = await writeSampleArchive([{ ...DRAWN[3]!, noStack: 2n ** 53n + 1n }]);
  const opened = await openArchive(large.path);
  await recordArchive(options({ profiles: ofParca(createReplayTransport(createReplay(opened))) }));
  expect((await contents(options().out)).profiles).toMatchObject([
    { value: 1000n, noStackValue: 2n ** 53n + 1n },
  ]);
  await opened.close();
  await large.remove();
});

test('types and matchers narrow it', async () => {
  const types = ['process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta'];
  const request = { ...options().request, types, match: '{juju_unit="a/0"}' };
  expect((await recordArchive(options({ request }))).profiles).toBe(2);
});

/** Fails at the n-th request that asks for a profile's stacks, and at some after it. */
function failingAt(n: number, last = Infinity): Transport {
  let asked = 0;
  return {
    request: (request) => {
      if (request.path.endsWith('/Query') && ++asked >= n && asked <= last)
        throw new SourceError({ kind: 'unreachable', source: 'Parca', detail: 'gone' });
      return transport.request(request);
    },
  };
}

test('a recording that was cut off goes on, and does not fetch again what it has', async () => {
  await expect(recordArchive(options({ profiles: ofParca(failingAt(6)) }))).rejects.toThrow('gone');
  await expect(access(options().out)).rejects.toThrow();
  expect(await readInterrupted(options().out)).toMatchObject({ start: START });
  await appendFile(`${options().out}.journal`, '{"profile":{"type":"cut o');
  let merges = 0;
  const counting: Transport = {
    request: (request) => {
      if (request.path.endsWith('/Query')) merges++;
      return transport.request(request);
    },
  };
  const result = await recordArchive(options({ profiles: ofParca(counting) }));
  expect(result).toEqual({ profiles: 6, resumed: 4, notes: [NAN_NOTE] });
  expect(merges).toBe(2);
  expect((await contents(options().out)).profiles).toEqual((await contents(sample.path)).profiles);
});

test('a server that is not reached once is asked again', async () => {
  const result = await recordArchive(options({ profiles: ofParca(failingAt(3, 3)) }));
  expect(result).toMatchObject({ profiles: 6, resumed: 0 });
});

test('bytes that did not reach the disk are fetched again', async () => {
  await expect(recordArchive(options({ profiles: ofParca(failingAt(6)) }))).rejects.toThrow('gone');
  const part = await readFile(`${options().out}.part`);
  await writeFile(`${options().out}.part`, part.subarray(0, part.length - 1));
  const result = await recordArchive(options());
  expect(result).toEqual({ profiles: 6, resumed: 3, notes: [NAN_NOTE] });
  expect((await contents(options().out)).profiles).toEqual((await contents(sample.path)).profiles);
});

test('another question is refused while one is unfinished', async () => {
  await expect(recordArchive(options({ profiles: ofParca(failingAt(1)) }))).rejects.toThrow('gone');
  const request = { ...options().request, match: '{juju_unit="a/0"}' };
  await expect(recordArchive(options({ request }))).rejects.toThrow(
    /out\.zip\.journal belongs to another recording \(http:\/\/parca 2026-11-21T00:00:00\.000Z/,
  );
});

test('at the size limit it stops with a whole shorter stretch, and says so', async () => {
  const { notes, profiles } = await recordArchive(options({ maxBytes: 1500 }));
  expect(profiles).toBeGreaterThan(0);
  expect(profiles).toBeLessThan(6);
  expect(notes[0]).toMatch(
    /^stopped at the limit of 1500 bytes: \d of 6 profiles, complete until /,
  );
  const opened = await openArchive(options().out);
  expect(opened.manifest.notes).toEqual(notes);
  const last = opened.manifest.profiles.at(-1)!.timestamp;
  expect(opened.manifest.end.getTime()).toBe(Number(last / 1_000_000n));
  const earlier = archive.manifest.profiles.filter((p) => p.timestamp <= last);
  expect(opened.manifest.profiles).toHaveLength(earlier.length);
  await opened.close();
});

test('stopped by a signal, it keeps what it has', async () => {
  const abort = new AbortController();
  const stopping = options({
    signal: abort.signal,
    onProgress: ({ done }) => done >= 4 && abort.abort(new Error('enough')),
  });
  await expect(recordArchive(stopping)).rejects.toThrow('enough');
  expect((await recordArchive(options())).resumed).toBe(4);
});

test('cut off at any byte of both files, it goes on to the same archive', async () => {
  const { out } = options();
  await expect(recordArchive(options({ profiles: ofParca(failingAt(6)) }))).rejects.toThrow('gone');
  const [journal, part] = [await readFile(`${out}.journal`), await readFile(`${out}.part`)];
  const whole = await contents(sample.path);
  const cut = fc.tuple(fc.nat({ max: journal.length }), fc.nat({ max: part.length }));
  await fc.assert(
    fc.asyncProperty(cut, async ([ofJournal, ofPart]) => {
      await writeFile(`${out}.journal`, journal.subarray(0, ofJournal));
      await writeFile(`${out}.part`, part.subarray(0, ofPart));
      expect(await recordArchive(options())).toMatchObject({ profiles: 6 });
      const recorded = await contents(out);
      expect([recorded.profiles, recorded.targets]).toEqual([whole.profiles, whole.targets]);
    }),
    { numRuns: 30 },
  );
});

test('going on writes nothing anew, so that what is there cannot be lost by being killed then', async () => {
  const { out } = options();
  await expect(recordArchive(options({ profiles: ofParca(failingAt(6)) }))).rejects.toThrow('gone');
  const journal = await readFile(`${out}.journal`, 'utf8');
  const { ino } = await stat(`${out}.journal`);
  await truncate(`${out}.journal`, journal.length - 3);
  await expect(recordArchive(options({ profiles: ofParca(failingAt(1)) }))).rejects.toThrow('gone');
  expect((await stat(`${out}.journal`)).ino).toBe(ino);
  const lines = journal.split('\n').slice(0, -2);
  expect(await readFile(`${out}.journal`, 'utf8')).toBe(`${lines.join('\n')}\n`);
});

describe.runIf(existsSync('/dev/full'))('a full disk', () => {
  const full = (file: string) =>
    `cannot write ${options().out}${file}: no space left on its disk (ENOSPC)`;

  test.each(['.part', '.new'])('at %s is named, and leaves no archive', async (file) => {
    const { out } = options();
    await symlink('/dev/full', `${out}${file}`);
    await expect(recordArchive(options())).rejects.toMatchObject({
      name: 'DiskError',
      message: full(file),
    });
    await expect(access(out)).rejects.toThrow('ENOENT');
    await expect(access(`${out}.new`)).rejects.toThrow('ENOENT');
  });

  test('that has room again goes on from what is recorded', async () => {
    const { out } = options();
    await symlink('/dev/full', `${out}.new`);
    await expect(recordArchive(options())).rejects.toThrow(full('.new'));
    expect(await recordArchive(options())).toMatchObject({ profiles: 6, resumed: 6 });
    expect((await contents(out)).profiles).toEqual((await contents(sample.path)).profiles);
  });
});

test('a folder that is gone is named', async () => {
  const out = join(sample.folder, 'gone', 'out.zip');
  await expect(recordArchive(options({ out }))).rejects.toThrow(
    `cannot write ${out}.part: the system refuses (ENOENT)`,
  );
});
