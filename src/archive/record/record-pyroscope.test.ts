import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReplay, createReplayTransport } from '#replay';
import { parseSelector, printProfileType, type Labels } from '#series';
import {
  createParcaSource,
  createPyroscopeSource,
  type FetchedProfile,
  type ProfileSource,
} from '#sources';
import { createFakePyroscope, type StoredProfile } from '../../../tests/support/fake-pyroscope';
import { openArchive } from '../open-archive';
import { recordArchive } from './record-archive';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const SAMPLES = 'exec:samples:count:cpu:nanoseconds';
const INUSE = 'memory:inuse_space:bytes:space:bytes';
const ALLOC = 'memory:alloc_space:bytes:space:bytes';
const GOROUTINES = 'goroutine:goroutine:count:goroutine:count';
const START = Date.parse('2026-11-21T00:00:00Z');
const RANGE = { start: START, end: START + 10 * 60_000 };
const INTERVAL_MS = 15_000;

/** Two pods, the second with parts by endpoint, whose allocations are sent as a running total; ten minutes before the range and after it. */
const STORED = ['a', 'b'].flatMap((pod, p) =>
  Array.from({ length: 120 }, (_, i): readonly StoredProfile[] => {
    const time = BigInt(START - 600_000 + i * INTERVAL_MS + p * 4321) * 1_000_000n + 777_000n;
    const labels = { service_name: 'shop', pod };
    const wave = ((i * 7 + p * 3) % 11) * 1000;
    return [
      { type: CPU, labels, time, value: 500_000 + wave, noStack: 21 },
      ...(p === 1 && i % 3 > 0
        ? [{ type: CPU, labels: { ...labels, endpoint: '/cart' }, time, value: 40_000 + i }]
        : []),
      { type: SAMPLES, labels, time, value: 100 + (i % 7) },
      { type: INUSE, labels, time, value: 10_000_000 + wave },
      { type: ALLOC, labels, time, value: p === 1 ? 5000 * (i + 1) + wave / 10 : 1000 + wave },
      { type: GOROUTINES, labels, time, value: p === 1 && i % 2 === 0 ? 0 : 20, noStack: 4 },
    ];
  }).flat(),
);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function record() {
  const { transport } = createFakePyroscope(STORED);
  const out = join(folder, 'out.zip');
  const result = await recordArchive({
    request: {
      ...{ parca: '', pyroscope: 'http://pyroscope', prometheus: '', types: [], match: '' },
      ...RANGE,
    },
    ...{ out, profiles: { server: 'Pyroscope', transport }, queries: [], step: INTERVAL_MS },
    ...{ now: () => RANGE.end, onProgress: () => undefined },
  });
  const archive = await openArchive(out);
  const replay = createReplayTransport(createReplay(archive));
  const now = () => Number.MAX_SAFE_INTEGER;
  return {
    ...{ result, archive },
    live: createPyroscopeSource({ transport, now }),
    replayed: createParcaSource({
      ...{ transport: replay, now, recordedFrom: archive.manifest.source },
    }),
  };
}

/** What a page makes of a selector: its total and the scrapes that it comes from, whose times a long list tells to a few milliseconds only. */
async function pictureOf(source: ProfileSource, selector: string, range = RANGE) {
  const fetched: FetchedProfile = await source.fetchProfile(parseSelector(selector), range);
  const total = fetched.parts.reduce((sum, part) => sum + part.total * part.weight, 0);
  const scrapes = fetched.scrapes.map(({ labels, value }) => [labels, value] as [Labels, number]);
  return { total, scrapes, notices: fetched.notices };
}

test.each([CPU, INUSE, GOROUTINES])('%s opens to the same totals', async (name) => {
  const { live, replayed, archive } = await record();
  const type = name === CPU ? `${CPU}:delta` : name;
  for (const selector of [type, `${type}{pod="b"}`, `${type}{pod!="b"}`])
    for (const range of [RANGE, { start: START + 61_000, end: START + 400_500 }]) {
      const [was, is] = [
        await pictureOf(live, selector, range),
        await pictureOf(replayed, selector, range),
      ];
      expect(is).toEqual({ ...was, total: expect.closeTo(was.total, 6) });
      expect(was.scrapes.length).toBeGreaterThan(10);
    }
  await archive.close();
});

test('everything that was pushed in the range is in it, to the unit', async () => {
  const { archive, result } = await record();
  const [from, to] = [RANGE.start, RANGE.end].map((ms) => BigInt(ms) * 1_000_000n);
  const pushed = STORED.filter(
    ({ type, time }) => type !== SAMPLES && time >= from! && time <= to!,
  );
  const sums = (of: readonly { readonly type: string; readonly sum: number }[]) => {
    const all: Record<string, number> = {};
    for (const { type, sum } of of) all[type] = (all[type] ?? 0) + sum;
    return all;
  };
  const { profiles } = archive.manifest;
  const plain = (type: string) => type.replace(/:delta$/, '');
  const recorded = profiles.filter(({ type }) => !type.startsWith('exec:'));
  expect(
    sums(
      recorded.map(({ type, value, noStackValue }) => ({
        ...{ type: plain(type), sum: Number(value + noStackValue) },
      })),
    ),
  ).toEqual(sums(pushed.map(({ type, value, noStack = 0 }) => ({ type, sum: value + noStack }))));
  expect(result.profiles).toBe(profiles.length);
  expect(profiles.every(({ timestamp }) => timestamp % 1_000_000n === 0n)).toBe(true);
  await archive.close();
});

test('of allocations a running total is one, and differences are as they are', async () => {
  const { live, replayed, archive } = await record();
  const both = await pictureOf(live, `${ALLOC}:delta`, { ...RANGE, start: START + 30_000 });
  const range = { ...RANGE, start: START + 30_000 };
  const differences = await pictureOf(replayed, `${ALLOC}:delta`, range);
  const growth = await pictureOf(replayed, ALLOC, range);
  expect(differences.scrapes.every(([{ pod }]) => pod === 'a')).toBe(true);
  expect(growth.scrapes.every(([{ pod }]) => pod === 'b')).toBe(true);
  expect(differences.total + growth.total).toBe(both.total);
  await archive.close();
});

test('a count of samples stays one', async () => {
  const { live, replayed, archive } = await record();
  const types = (await replayed.fetchProfileTypes(RANGE)).map(printProfileType);
  expect(types).toContain('exec:samples:count:cpu::delta');
  const was = await pictureOf(live, `${SAMPLES}:counted`);
  expect(await pictureOf(replayed, 'exec:samples:count:cpu::delta')).toEqual(was);
  await archive.close();
});

test('it is shown as what it was: a server that is sent profiles, and scrapes nothing', async () => {
  const { replayed, archive } = await record();
  expect(archive.manifest.source).toBe('Pyroscope');
  expect(replayed.server).toMatchObject({ name: 'Pyroscope', scrapes: false });
  expect(await replayed.fetchTargets()).toEqual([]);
  await archive.close();
});
