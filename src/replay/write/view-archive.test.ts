import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { encodePprof, treeFromFolded } from '#profile';
import { parseSelector, type Target } from '#series';
import { createParcaSource } from '#sources';
import { readArchive } from '../archive';
import { createReplay, createReplayTransport } from '../servers/replay';
import { entriesOfZip } from '../zip-entries';
import { createViewArchive, type SavedFacts, type SavedProfile } from './view-archive';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const SECOND = 1_000_000_000n;
const T0 = 1_795_219_200n * SECOND;
const RANGE = { start: 1_795_219_200_000, end: 1_795_219_260_000 };
const TARGET: Target = {
  ...{ job: 'shop', profileName: 'process_cpu', url: 'http://10.0.0.1/debug/pprof/profile' },
  ...{ labels: { juju_unit: 'a/0' }, discoveredLabels: { __name__: 'process_cpu' } },
  ...{ health: 'bad', lastError: 'refused' },
  ...{ lastScrape: RANGE.start + 1234, lastScrapeDuration: 15_001.5 },
};
const FACTS: SavedFacts = {
  range: RANGE,
  source: 'Parca',
  notes: ['not saved: x'],
  view: { path: 'compare', search: '?type=cpu' },
  targets: [TARGET, { ...TARGET, job: 'other', lastScrape: undefined, lastError: undefined }],
  metrics: { step: 0, queries: [] },
};

function pprofOf(folded: readonly string[], compress: boolean): Uint8Array {
  const sampleType = { type: 'cpu', unit: 'nanoseconds' };
  return encodePprof(treeFromFolded(folded), { sampleType, periodType: sampleType, compress });
}

const at = (seconds: bigint, more: Partial<SavedProfile> = {}): SavedProfile => ({
  ...{ type: CPU, labels: { juju_unit: 'a/0' }, duration: 10n * SECOND },
  ...{ timestamp: T0 + seconds * SECOND, total: 40, pprof: pprofOf(['main;work 40'], true) },
  ...more,
});

async function finished(profiles: readonly SavedProfile[], facts = FACTS) {
  const made = createViewArchive('2026-11-21T01:00:00Z');
  profiles.forEach((profile) => made.add(profile));
  const zip = new Uint8Array(await made.finish(facts).arrayBuffer());
  const archive = await readArchive(entriesOfZip(zip));
  const transport = createReplayTransport(createReplay(archive));
  return { archive, source: createParcaSource({ transport, now: () => RANGE.end + 1e7 }) };
}

const SELECTOR = parseSelector(`${CPU}{juju_unit="a/0"}`);

test('each profile once, whatever its bytes are, in the order of time; targets and view as they were', async () => {
  const { archive, source } = await finished([
    at(20n, { pprof: pprofOf(['main;work 30', 'main;idle 5'], false), total: 37 }),
    at(0n),
    at(0n),
    at(10n, { pprof: new Uint8Array(0), total: 3 }),
  ]);
  const held = archive.manifest.profiles.map(({ value, noStackValue }) => [value, noStackValue]);
  expect(held).toEqual([
    [40n, 0n],
    [0n, 3n],
    [35n, 2n],
  ]);
  for (const profile of archive.manifest.profiles)
    expect((await archive.readProfile(profile)).subarray(0, 2)).toEqual(Uint8Array.of(0x1f, 0x8b));
  const fetched = await source.fetchProfile(SELECTOR, RANGE);
  expect(fetched.parts.map(({ total }) => total)).toEqual([80]);
  expect(await source.fetchTargets()).toEqual(
    [...FACTS.targets].sort((a, b) => (a.job < b.job ? -1 : 1)),
  );
  expect(archive.manifest).toMatchObject({ notes: FACTS.notes, view: FACTS.view });
});

test('a total without its profile is on the timeline, and never a part of a profile', async () => {
  const { source } = await finished([at(0n), at(10n, { pprof: undefined, total: 41 })]);
  const { scrapes } = await source.fetchScrapes(SELECTOR, RANGE);
  expect(scrapes.map(({ value }) => value)).toEqual([40, 41]);
  await expect(source.fetchProfile(SELECTOR, RANGE)).rejects.toThrow(
    'this archive holds a view: of 1 of the 2 profiles of this stretch it has the totals alone',
  );
  const first = { start: RANGE.start, end: RANGE.start + 1000 };
  expect((await source.fetchProfile(SELECTOR, first)).parts[0]!.total).toBe(40);
});

test('what cannot be in an archive is named', () => {
  const made = createViewArchive('2026-11-21T01:00:00Z', 2000);
  expect(() => made.add(at(0n, { total: 2 ** 53 }))).toThrow(
    'the profile of 2026-11-21T00:00:00.000000000Z: a total of 9007199254740992 is not known exactly',
  );
  expect(() => made.add(at(0n, { pprof: strToU8('<html>') }))).toThrow(
    /^the profile of 2026-11-21T00:00:00\.000000000Z: /,
  );
  const add = (second: bigint): void => {
    made.add(at(second));
    if (second < 1000n) add(second + 1n);
  };
  expect(() => add(0n)).toThrow(/^more than .* MiB after \d+ profiles: choose shorter windows/);
  expect(made.size()).toBeLessThan(2200);
});

test.each([
  ['another page', { path: 'targets', search: '' }, 'view.path: expected profile or compare'],
  ['another place', { path: '/evil.test/', search: '' }, 'view.path: expected profile or compare'],
  ['no text', { path: 'profile', search: 7 }, 'view.search: expected a string, got 7'],
  [
    'too much',
    { path: 'profile', search: `?${'x'.repeat(70_000)}` },
    'view.search: expected at most 65536 characters',
  ],
])('a view of %s is refused', async (_, view, words) => {
  await expect(readArchive(zipOf(view))).rejects.toThrow(`manifest.json: ${words}`);
});

test('a view is no more than a query', async () => {
  const { manifest } = await readArchive(zipOf({ path: 'profile', search: '#x\n/../?a=b c' }));
  expect(manifest.view!.search).toBe('?%23x%0A%2F..%2F%3Fa=b+c');
});

function zipOf(view: unknown) {
  const manifest = {
    ...{ format: 'parcascope-archive', version: 1, created: '2026-11-21T00:00:00Z' },
    ...{ start: '2026-11-21T00:00:00Z', end: '2026-11-21T00:00:00Z', view },
    ...{ servers: { parca: '', prometheus: '' }, notes: [], profiles: [] },
  };
  return entriesOfZip(zipSync({ 'manifest.json': strToU8(JSON.stringify(manifest)) }));
}
