import { stat } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import { decodePprof } from '#profile';
import { parseProfileType, printProfileType } from '#series';
import { createParcaSource, type ProfileSource } from '#sources';

const PATH = 'public/demo.zip';
const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');

let archive: Archive;
let source: ProfileSource;
beforeAll(async () => {
  archive = await openArchive(PATH);
  const transport = createReplayTransport(createReplay(archive));
  source = createParcaSource({ transport, now: () => archive.manifest.end.getTime() + 60_000 });
});
afterAll(() => archive.close());

const range = () => ({
  start: archive.manifest.start.getTime(),
  end: archive.manifest.end.getTime(),
});

test('is below 8 MB and says what it leaves out', async () => {
  expect((await stat(PATH)).size).toBeLessThan(8_000_000);
  expect(archive.manifest.notes.join()).toContain('left out for size');
});

test('has CPU of all units, and every type of the shop', async () => {
  const units = (type: string) =>
    [
      ...new Set(
        archive.manifest.profiles
          .filter((p) => p.type.includes(type))
          .map((p) => p.labels.juju_unit),
      ),
    ].sort();
  const all = ['parca/0', 'prometheus/0', 'shop-k8s/0', 'shop-k8s/1'];
  expect([units(':cpu:'), units(':inuse_space:')]).toEqual([all, all]);
  for (const type of [':alloc_space:', 'goroutine:', 'mutex:'])
    expect(units(type)).toEqual(['shop-k8s/0', 'shop-k8s/1']);
});

test('every profile in it adds up to the value that the manifest gives', async () => {
  for (const profile of archive.manifest.profiles) {
    const { tree } = decodePprof(await archive.readProfile(profile));
    expect(BigInt(tree.columns[0]!.total[0]!), profile.file).toBe(profile.value);
  }
});

test('a merged window is what Parca answered for it', async () => {
  const window = {
    start: Date.parse('2026-11-21T00:18:00Z'),
    end: Date.parse('2026-11-21T00:23:00Z'),
  };
  const matchers = [{ name: 'juju_unit', op: '=', value: 'shop-k8s/1' }] as const;
  const { parts } = await source.fetchProfile({ profileType: CPU, matchers }, window);
  const totals = parts.map((p) => decodePprof(p.pprof).tree.columns[0]!.total[0]);
  expect(totals).toEqual([25_330_000_000]);
});

test('sources read types and targets from it', async () => {
  const types = (await source.fetchProfileTypes(range())).map(printProfileType);
  expect(types).toHaveLength(5);
  expect((await source.fetchTargets()).length).toBeGreaterThan(20);
});
