import { expect, test } from 'vitest';
import { parseProfileType, parseSelector } from '#series';
import { createFakeParca, type StoredProfile } from '../../tests/support/fake-parca';
import { createParcaSource } from './parca/parca-source';
import { sourcesBeside } from './sources-beside';

const T0 = 1_800_000_000;
const RANGE = { start: T0 * 1000, end: (T0 + 60) * 1000 };
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
/** As a file calls it: it does not know what a server would. */
const FILES_CPU = 'wall:cpu:nanoseconds:wall:nanoseconds:delta';

function parcaOf(type: string, labels: StoredProfile['labels'], value: number) {
  const timestamp = BigInt(T0 + 10) * 1_000_000_000n;
  const fake = createFakeParca([{ type, labels, timestamp, duration: 10_000_000_000n, value }]);
  return {
    sent: fake.sent,
    source: createParcaSource({ transport: fake.transport, now: () => RANGE.end + 1e7 }),
  };
}

function sources() {
  const server = parcaOf(CPU, { unit: 'a/0' }, 5);
  const file = parcaOf(FILES_CPU, { file: 'cpu.pb.gz' }, 7);
  const { profiles, add, has } = sourcesBeside(server.source);
  add('cpu.pb.gz', { source: file.source, types: [parseProfileType(FILES_CPU)] });
  return { server, file, profiles, has };
}

const OF_FILE = parseSelector(`${CPU}{file="cpu.pb.gz"}`);

test('what has the label of a file is asked of it, by its own name for the type, and of nobody else', async () => {
  const { server, file, profiles, has } = sources();
  const fetched = await profiles.fetchProfile(OF_FILE, RANGE);
  expect(fetched.parts.map(({ total }) => total)).toEqual([7]);
  const slice = await profiles.fetchSlice(OF_FILE, fetched.scrapes);
  expect(slice.parts.map(({ total }) => total)).toEqual([7]);
  const { scrapes } = fetched;
  const group = { matchers: [], scrapes };
  const [grouped] = await profiles.fetchSlices(OF_FILE, { groups: [group], among: scrapes });
  expect(grouped!.parts.map(({ total }) => total)).toEqual([7]);
  expect((await profiles.fetchScrapes(OF_FILE, RANGE)).scrapes).toEqual(scrapes);
  expect(await profiles.fetchLabelSets(OF_FILE, RANGE, ['file'])).toEqual([{ file: 'cpu.pb.gz' }]);
  const series = await profiles.fetchSeries({
    ...{ selector: OF_FILE, range: RANGE, step: 10_000, sumBy: ['file'] },
  });
  expect(series).toHaveLength(1);
  expect(server.sent).toEqual([]);
  expect(file.sent.join()).not.toContain('process_cpu');
  expect([has('cpu.pb.gz'), has('other.pb.gz')]).toEqual([true, false]);
});

test('everything else is asked of the server', async () => {
  const { server, file, profiles } = sources();
  for (const selector of [`${CPU}{unit="a/0"}`, `${CPU}{file!="cpu.pb.gz"}`, CPU])
    expect((await profiles.fetchProfile(parseSelector(selector), RANGE)).parts[0]?.total).toBe(5);
  // A file of another page: the server has none of it.
  const unknown = parseSelector(`${CPU}{file="gone.pb.gz"}`);
  expect((await profiles.fetchProfile(unknown, RANGE)).scrapes).toEqual([]);
  expect(server.sent.length).toBeGreaterThan(6);
  expect(file.sent).toEqual([]);
});

test.each([
  'memory:inuse_space:bytes:space:bytes',
  'process_cpu:cpu:milliseconds:cpu:milliseconds:delta',
])('what a file does not hold is refused with what it has: %s', async (type) => {
  const { server, file, profiles } = sources();
  const asked = profiles.fetchProfile(parseSelector(`${type}{file="cpu.pb.gz"}`), RANGE);
  await expect(asked).rejects.toMatchObject({ name: 'SourceError', kind: 'badQuery' });
  await expect(asked).rejects.toThrow(
    /cpu\.pb\.gz: no (inuse_space \(bytes\)|cpu \(milliseconds\)): it has cpu \(nanoseconds\)$/,
  );
  expect([...server.sent, ...file.sent]).toEqual([]);
});
