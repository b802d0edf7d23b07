import { describe, expect, test } from 'vitest';
import { decodePprof } from '#profile';
import { parseSelector, planSlices, type Labels } from '#series';
import { createFakeParca, type StoredProfile } from '../../../../tests/support/fake-parca';
import type { ProfilePart, Transport } from '../../ports';
import { createParcaSource } from '../parca-source';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const INUSE = 'memory:inuse_space:bytes:space:bytes';
const QUERY = 'api/parca.query.v1alpha1.QueryService/Query';
const T0 = 1_800_000_000;
const range = { start: T0 * 1000, end: (T0 + 600) * 1000 };
const A0: Labels = { job: 'a', unit: 'a/0' };
const A1: Labels = { job: 'a', unit: 'a/1' };
const BARE: Labels = { job: 'a' };

/** Every ten seconds, the i-th worth `value(i)`, and `noStack` besides. */
function stored(
  type: string,
  labels: Labels,
  { count = 4, first = 1, value = (i: number) => i + 1, noStack = 0 } = {},
): StoredProfile[] {
  const duration = type.endsWith('delta') ? 10_000_000_000n : 0n;
  return Array.from({ length: count }, (_, i) => {
    const timestamp = BigInt(T0 + first + i * 10) * 1_000_000_000n + 7n;
    return { type, labels, timestamp, duration, value: value(i), noStack };
  });
}

/** The profile, its slices, and what was asked for these. */
async function fetchSlices(profiles: readonly StoredProfile[], query: string, limit = 60) {
  const parca = createFakeParca(profiles);
  const paths: string[] = [];
  const transport: Transport = {
    request: (request) => {
      paths.push(request.path);
      return parca.transport.request(request);
    },
  };
  const source = createParcaSource({ transport, now: () => range.end + 1e6 });
  const selector = parseSelector(query);
  const whole = await source.fetchProfile(selector, range);
  const before = paths.length;
  const slices = await Promise.all(
    planSlices(whole, limit).map(({ scrapes }) => source.fetchSlice(selector, scrapes)),
  );
  return { whole, slices, asked: paths.slice(before) };
}

const totalOf = (parts: readonly ProfilePart[]) =>
  parts.reduce((sum, { weight, total, pprof }) => {
    const tree = pprof.length === 0 ? undefined : decodePprof(pprof, { total }).tree;
    return sum + weight * (tree?.columns[0]?.total[0] ?? total);
  }, 0);

describe('profiles that cover time', () => {
  const profiles = [
    ...stored(CPU, A0, { noStack: 2 }),
    ...stored(CPU, A1, { first: 4, value: (i) => 10 * (i + 1) }),
    ...stored(CPU, BARE, { first: 5, count: 3, value: () => 1000 }),
  ];

  test('each slice is one merge and nothing else', async () => {
    const { slices, asked } = await fetchSlices(profiles, CPU);
    expect(slices.map(({ parts }) => totalOf(parts))).toEqual([1013, 1024, 1035, 46]);
    expect(asked).toEqual(Array.from({ length: 4 }, () => QUERY));
  });

  test('slices add up to the profile, whatever their number', async () => {
    for (const limit of [1, 2, 3, 60]) {
      const { whole, slices } = await fetchSlices(profiles, CPU, limit);
      expect(slices).toHaveLength(Math.min(limit, 4));
      const sum = slices.reduce((all, { parts }) => all + totalOf(parts), 0);
      expect(sum).toBe(totalOf(whole.parts));
    }
  });

  test.each([
    '{unit!="a/0"}',
    '{unit!~"a/0|x"}',
    '{unit=~".*"}',
    '{unit=~"a/.", job!="b"}',
    '{unit!=""}',
  ])('%s finds the same without asking for labels', async (matchers) => {
    const { whole, slices, asked } = await fetchSlices(profiles, CPU + matchers);
    expect(slices.reduce((all, { parts }) => all + totalOf(parts), 0)).toBe(totalOf(whole.parts));
    expect(slices.flatMap(({ scrapes }) => scrapes)).toEqual(whole.scrapes);
    expect(asked.filter((path) => path !== QUERY)).toEqual([]);
  });
});

describe('states', () => {
  test('one scrape a series is as it is', async () => {
    const profiles = [...stored(INUSE, A0), ...stored(INUSE, A1, { first: 4, count: 2 })];
    const { slices } = await fetchSlices(profiles, INUSE);
    expect(slices.map(({ parts }) => totalOf(parts))).toEqual([2, 4, 3, 4]);
    expect(slices.flatMap(({ parts }) => parts).every(({ weight }) => weight === 1)).toBe(true);
  });

  test('several are the mean of each series', async () => {
    const profiles = [
      ...stored(INUSE, A0),
      ...stored(INUSE, A1, { first: 4, count: 3, value: () => 100 }),
    ];
    const { slices } = await fetchSlices(profiles, INUSE, 2);
    expect(slices.map(({ parts }) => totalOf(parts))).toEqual([101.5, 103.5]);
    const [one] = (await fetchSlices(profiles, INUSE, 1)).slices;
    expect(totalOf(one!.parts)).toBeCloseTo(102.5, 9);
  });
});

describe('scrapes alone', () => {
  const MERGE_FREE = [CPU, INUSE, 'memory:alloc_space:bytes:space:bytes'];

  test.each(MERGE_FREE)('%s: as the profile has them, without a merge', async (type) => {
    const parca = createFakeParca([...stored(type, A0), ...stored(type, A1, { first: 4 })]);
    // The last profile is not complete yet.
    const now = (T0 + 40) * 1000;
    const source = createParcaSource({ transport: parca.transport, now: () => now });
    const selector = parseSelector(`${type}{unit!="x"}`);
    const window = { start: range.start, end: now };
    const profile = await source.fetchProfile(selector, window);
    const before = parca.sent.length;
    const listed = await source.fetchScrapes(selector, window);
    expect(listed).toEqual({
      ...{ range: profile.range, interval: profile.interval, notices: profile.notices },
      scrapes: profile.scrapes,
    });
    expect(listed.scrapes.length).toBeGreaterThan(2);
    expect(parca.sent.slice(before).filter((query) => !query.startsWith('QueryRange'))).toEqual([]);
  });
});
