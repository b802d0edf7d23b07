import { expect, test } from 'vitest';
import { createFakePyroscope, type StoredProfile } from '../../tests/support/fake-pyroscope';
import { parseProfileType, parseSelector, printProfileType, type Labels } from '#series';
import { joinSources } from './join-sources';
import { PROFILE_SERVERS, type FetchedProfile, type ProfileSource } from './ports';
import { createPyroscopeSource } from './pyroscope/pyroscope-source';
import { SourceError } from './source-error';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const WALL = 'wall:wall:nanoseconds:wall:nanoseconds';
const START = Date.parse('2026-11-21T00:00:00Z');
const RANGE = { start: START, end: START + 120_000 };

const profiles = (type: string, labels: Labels, value: number): StoredProfile[] =>
  Array.from({ length: 8 }, (_, i) => ({
    ...{ type, labels, value, time: BigInt(START + 1000 + i * 15_000) * 1_000_000n },
  }));

/** The same unit in both, and in each one that the other one lacks. */
function join(): {
  joined: ProfileSource;
  asked: Record<'Parca' | 'Pyroscope', readonly string[]>;
} {
  const [first, second] = [
    createFakePyroscope([
      ...profiles(CPU, { unit: 'a' }, 10),
      ...profiles(CPU, { unit: 'old' }, 1),
    ]),
    createFakePyroscope([
      ...profiles(CPU, { unit: 'a', service_name: 'shop' }, 700),
      ...profiles(WALL, { unit: 'new', service_name: 'shop' }, 5),
    ]),
  ];
  const now = () => START + 3_600_000;
  const [parca, pyroscope] = [first, second].map(({ transport }) =>
    createPyroscopeSource({ transport, now }),
  );
  return {
    joined: joinSources([
      { name: 'Parca', source: { ...parca!, server: PROFILE_SERVERS.Parca } },
      { name: 'Pyroscope', source: pyroscope! },
    ]),
    asked: { Parca: first.sent, Pyroscope: second.sent },
  };
}

const totalOf = ({ parts }: FetchedProfile) =>
  parts.reduce((sum, { total, weight }) => sum + total * weight, 0);

test.each([
  { condition: '{unit="a"}', total: 80, other: 'Pyroscope' },
  { condition: '{unit="a", datasource="Parca"}', total: 80, other: 'Pyroscope' },
  { condition: '{unit="a", datasource="Pyroscope"}', total: 5600, other: 'Parca' },
  { condition: '{unit="a", datasource!="Parca"}', total: 5600, other: 'Parca' },
  { condition: '{datasource=~".*"}', total: 88, other: 'Pyroscope' },
] as const)('$condition is of one server, and $other is not asked', async (one) => {
  const { joined, asked } = join();
  const selector = parseSelector(`${CPU}:delta${one.condition}`);
  const fetched = await joined.fetchProfile(selector, RANGE);
  expect(totalOf(fetched)).toBe(one.total);
  const { scrapes } = await joined.fetchScrapes(selector, RANGE);
  expect(scrapes).toEqual(fetched.scrapes);
  expect(totalOf(await joined.fetchSlice(selector, scrapes.slice(0, 2)))).toBe(
    scrapes[0]!.value + scrapes[1]!.value,
  );
  const whole = { groups: [{ matchers: [], scrapes }], among: scrapes };
  const [group] = await joined.fetchSlices(selector, whole);
  expect(totalOf(group!)).toBe(one.total);
  const series = await joined.fetchSeries({ selector, range: RANGE, step: 15_000, sumBy: [] });
  expect(series).toHaveLength(1);
  expect(asked[one.other]).toEqual([]);
});

test('of a server that is none there is nothing, and nobody is asked', async () => {
  const { joined, asked } = join();
  const selector = parseSelector(`${CPU}:delta{datasource="Elsewhere"}`);
  expect(await joined.fetchProfile(selector, RANGE)).toEqual({
    ...{ parts: [], scrapes: [], interval: 0, notices: [], range: RANGE },
  });
  expect(await joined.fetchLabelSets(selector, RANGE, ['unit', 'datasource'])).toEqual([]);
  expect([...asked.Parca, ...asked.Pyroscope]).toEqual([]);
});

test('what there is to choose from is of all', async () => {
  const { joined } = join();
  const types = (await joined.fetchProfileTypes(RANGE)).map(printProfileType);
  expect(types).toEqual([`${CPU}:delta`, `${WALL}:delta`]);
  const question = { profileType: parseProfileType(`${CPU}:delta`), matchers: [], range: RANGE };
  expect(await joined.fetchLabelNames(question)).toEqual(['datasource', 'service_name', 'unit']);
  expect(await joined.fetchLabelValues('datasource', question)).toEqual(['Parca', 'Pyroscope']);
  expect(await joined.fetchLabelValues('unit', question)).toEqual(['a', 'old']);
  const selector = parseSelector(`${CPU}:delta`);
  expect(await joined.fetchLabelSets(selector, RANGE, ['unit'])).toEqual([
    { unit: 'a' },
    { unit: 'old' },
  ]);
  expect(await joined.fetchLabelSets(selector, RANGE, ['unit', 'datasource'])).toEqual([
    { unit: 'a', datasource: 'Parca' },
    { unit: 'old', datasource: 'Parca' },
    { unit: 'a', datasource: 'Pyroscope' },
  ]);
});

test('one source is itself: there its label of that name is one like others', async () => {
  const { transport } = createFakePyroscope([
    ...profiles(CPU, { unit: 'a', datasource: 'x' }, 3),
    ...profiles(CPU, { unit: 'a', datasource: 'y' }, 5),
  ]);
  const only = joinSources([
    {
      name: 'Pyroscope',
      source: createPyroscopeSource({ transport, now: () => START + 3_600_000 }),
    },
  ]);
  const selector = parseSelector(`${CPU}:delta{datasource="y"}`);
  expect(totalOf(await only.fetchProfile(selector, RANGE))).toBe(40);
});

test('a second server that fails takes nothing of the first one, and says so where it is asked itself', async () => {
  const { joined } = join();
  const gone = () =>
    Promise.reject(new SourceError({ kind: 'server', source: 'Pyroscope', detail: 'HTTP 500' }));
  const now = () => START + 3_600_000;
  const alive = createPyroscopeSource({
    transport: createFakePyroscope(profiles(CPU, { unit: 'a' }, 10)).transport,
    now,
  });
  const dead = createPyroscopeSource({ transport: { request: gone }, now });
  const half = joinSources([
    { name: 'Parca', source: { ...alive, server: PROFILE_SERVERS.Parca } },
    { name: 'Pyroscope', source: dead },
  ]);
  const [type] = await half.fetchProfileTypes(RANGE);
  expect(printProfileType(type!)).toContain('process_cpu:cpu');
  const of = { profileType: type!, matchers: [] };
  expect(await half.fetchLabelNames({ ...of, range: RANGE })).toContain('unit');
  expect(await half.fetchLabelSets(of, RANGE, ['datasource', 'unit'])).toEqual([
    { datasource: 'Parca', unit: 'a' },
  ]);
  const there = parseSelector(`${printProfileType(type!)}{datasource="Pyroscope"}`);
  await expect(half.fetchProfile(there, RANGE)).rejects.toThrow('Pyroscope: HTTP 500');
  const other = joinSources([
    { name: 'Parca', source: { ...dead, server: PROFILE_SERVERS.Parca } },
    { name: 'Pyroscope', source: alive },
  ]);
  await expect(other.fetchProfileTypes(RANGE)).rejects.toThrow('HTTP 500');
  expect(await joined.fetchProfileTypes(RANGE)).toHaveLength(2);
  await expect(half.sourceOf!('Pyroscope')!.fetchProfileTypes(RANGE)).rejects.toThrow('HTTP 500');
});

test('two of one kind are told apart by their names', async () => {
  const now = () => START + 3_600_000;
  const sourceWith = (value: number) =>
    createPyroscopeSource({
      transport: createFakePyroscope(profiles(CPU, { unit: 'a' }, value)).transport,
      now,
    });
  const both = joinSources([
    { name: 'eu', source: sourceWith(1) },
    { name: 'us', source: sourceWith(10) },
  ]);
  const totalIn = async (datasource: string) => {
    const selector = parseSelector(`${CPU}:delta{datasource="${datasource}"}`);
    return totalOf(await both.fetchProfile(selector, RANGE));
  };
  expect([await totalIn('eu'), await totalIn('us')]).toEqual([8, 80]);
  const sets = await both.fetchLabelSets(parseSelector(`${CPU}:delta`), RANGE, ['datasource']);
  expect(sets).toEqual([{ datasource: 'eu' }, { datasource: 'us' }]);
});
