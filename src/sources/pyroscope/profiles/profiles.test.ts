import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePprof } from '#profile';
import { parseSelector, printProfileType, windowAround, type Labels } from '#series';
import { createFakePyroscope, type StoredProfile } from '../../../../tests/support/fake-pyroscope';
import type { FetchedProfile, ProfileSource } from '../../ports';
import { createPyroscopeSource } from '../pyroscope-source';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const INUSE = 'memory:inuse_space:bytes:space:bytes';
const ALLOC = 'memory:alloc_space:bytes:space:bytes';
const T0 = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;

/** Values 15 s apart from `T0` on, or at the given milliseconds after it. */
function profiles(
  type: string,
  labels: Labels,
  values: readonly number[],
  at: (i: number) => number = (i) => i * 15_000,
): StoredProfile[] {
  return values.map((value, i) => ({
    ...{ type, labels, value, time: BigInt(T0 + at(i)) * 1_000_000n + 400_000n },
  }));
}

function serve(stored: readonly StoredProfile[], now = T0 + 240 * HOUR) {
  const { transport, sent } = createFakePyroscope(stored);
  return { source: createPyroscopeSource({ transport, now: () => now }), sent };
}

const window = (from: number, to: number) => ({ start: T0 + from, end: T0 + to });

const totalOf = ({ parts }: FetchedProfile) =>
  parts.reduce((sum, { total, weight }) => sum + total * weight, 0);
const withStacks = ({ parts }: FetchedProfile) =>
  parts.reduce((sum, { pprof, weight }) => {
    const inside = pprof.length === 0 ? 0 : Number(decodePprof(pprof, { total: 0 }).sum);
    return sum + inside * weight;
  }, 0);

const fetch = (source: ProfileSource, query: string, range = window(0, 300_000)) =>
  source.fetchProfile(parseSelector(query), range);

describe('what adds up', () => {
  test('is the sum of every stored profile, whatever the range and the grain', async () => {
    const stored = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 90_000_000 }),
        value: fc.integer({ min: 1, max: 9e9 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    const bounds = fc.tuple(
      fc.integer({ min: -HOUR, max: 100_000_000 }),
      fc.integer({ min: 1, max: 100_000_000 }),
    );
    await fc.assert(
      fc.asyncProperty(stored, bounds, async (some, [from, length]) => {
        const all = some.flatMap(({ at, value }, i) =>
          profiles(CPU, { pod: `p${i}` }, [value], () => at),
        );
        const { source } = serve(all);
        const [start, end] = [T0 + from, T0 + from + length];
        const expected = all
          .filter(
            ({ time }) => time >= BigInt(start) * 1_000_000n && time <= BigInt(end) * 1_000_000n,
          )
          .reduce((sum, { value }) => sum + value, 0);
        const profile = await fetch(source, `${CPU}:delta`, { start, end });
        expect(totalOf(profile)).toBe(expected);
        expect(withStacks(profile)).toBe(expected);
        const sets = await source.fetchLabelSets(parseSelector(`${CPU}:delta`), { start, end }, [
          'pod',
        ]);
        expect(sets).toHaveLength(profile.scrapes.length);
      }),
      { numRuns: 150 },
    );
  });

  test('counts samples without a stack, which no merge has', async () => {
    const stored = profiles(CPU, { pod: 'a' }, [5, 6]).map((one) => ({ ...one, noStack: 2 }));
    const profile = await fetch(serve(stored).source, `${CPU}:delta`);
    expect([totalOf(profile), withStacks(profile)]).toEqual([15, 11]);
  });

  test('how far samples are apart is not known: every merge says one second', async () => {
    const { parts } = await fetch(serve(profiles(CPU, { pod: 'a' }, [5])).source, `${CPU}:delta`);
    expect(parts.map(({ pprof }) => decodePprof(pprof).period)).toEqual([0]);
  });

  test('the time to the next profile stands in for its length', async () => {
    const { source } = serve(profiles(CPU, { pod: 'a' }, [1, 2, 3, 4], (i) => i * 30_000));
    const { scrapes, interval } = await fetch(source, `${CPU}:delta`, window(0, 95_000));
    expect(interval).toBe(30_000);
    expect(scrapes.map(({ duration }) => Number(duration) / 1e9)).toEqual([30, 30, 30, 30]);
    const single = await fetch(source, `${CPU}:delta`, window(60_000, 60_001));
    expect(single).toMatchObject({ interval: 30_000, scrapes: [{ duration: 30_000_000_000n }] });
  });

  test('what may still be taken is left out, in words', async () => {
    const { source } = serve(profiles(CPU, { pod: 'a' }, [1, 1, 1, 1, 1]), T0 + 61_000);
    const profile = await fetch(source, `${CPU}:delta`, window(0, 61_000));
    expect(profile.range).toEqual(window(0, 45_000));
    expect(profile.scrapes).toHaveLength(4);
    expect(profile.notices).toEqual([
      'The last 16 s are left out: their profiles are not complete yet.',
    ]);
  });
});

test('a scrape that is picked from the list of hours is found in its own window', async () => {
  const { source } = serve(
    profiles(
      CPU,
      { pod: 'a' },
      Array.from({ length: 700 }, (_, i) => i + 1),
    ),
  );
  const { scrapes } = await fetch(source, `${CPU}:delta`, window(-HOUR, 3 * HOUR));
  for (const scrape of [scrapes[0]!, scrapes[123]!, scrapes.at(-1)!]) {
    expect(scrape.grain).toBeGreaterThan(100);
    const picked = windowAround(scrapes, Number(scrape.timestamp / 1_000_000n) + 7500)!;
    const found = await fetch(source, `${CPU}:delta`, picked);
    expect(found.scrapes.map(({ value }) => value)).toEqual([scrape.value]);
    expect(withStacks(found)).toBe(scrape.value);
  }
});

describe('states', () => {
  test('are means over the scrapes of each process, where the server adds them up', async () => {
    const a = profiles(INUSE, { pod: 'a' }, [1100, 2100]);
    const b = profiles(INUSE, { pod: 'b' }, [50_100], () => 7000);
    const profile = await fetch(serve([...a, ...b]).source, INUSE);
    expect(totalOf(profile)).toBe(1600 + 50_100);
    expect(withStacks(profile)).toBe(1600 + 50_100);
    expect(profile.notices).toEqual(['Series have 1 to 2 scrapes: each counts with its own mean.']);
  });

  test('a label that comes and goes makes no process of its own', async () => {
    const base = profiles(INUSE, { pod: 'a' }, [100, 100, 100, 100], (i) => i * 15_000 + 200);
    const part = profiles(
      INUSE,
      { pod: 'a', endpoint: '/cart' },
      [40, 40],
      (i) => 15_200 + i * 15_000,
    );
    const { source } = serve([...base, ...part]);
    const profile = await fetch(source, INUSE);
    expect(totalOf(profile)).toBe((4 * 100 + 2 * 40) / 4);
    expect(profile.scrapes.map(({ labels, value }) => [labels, value])).toEqual(
      [100, 140, 140, 100].map((value) => [{ pod: 'a' }, value]),
    );
    const series = await source.fetchSeries({
      ...{ selector: parseSelector(INUSE), range: window(0, 50_000), step: 15_000 },
      sumBy: ['endpoint'],
    });
    const drawn = series.map(({ labels, values }) => [labels['endpoint'], values]);
    expect(drawn).toEqual([
      ['/cart', [0, 40, 40, 0]],
      [undefined, [100, 100, 100, 100]],
    ]);
  });

  test('pods that are scraped at the same moments stay apart', async () => {
    const pods = ['a', 'b'].flatMap((pod) => profiles(INUSE, { pod }, [100, 100]));
    const profile = await fetch(serve(pods).source, INUSE);
    expect([totalOf(profile), profile.scrapes.length]).toEqual([200, 4]);
  });
});

describe('running totals', () => {
  const totals = [10, 25, 40, 90, 100, 130].map((value) => value * 1_000_000);

  test('are told from differences, and what they grew by is counted', async () => {
    const a = profiles(ALLOC, { pod: 'a' }, totals);
    const b = profiles(ALLOC, { pod: 'b' }, [5, 4, 6, 3, 7, 2], (i) => i * 15_000 + 900);
    const { source } = serve([...a, ...b]);
    const [type] = await source.fetchProfileTypes(window(0, 90_000));
    expect(type && printProfileType(type)).toBe(`${ALLOC}:delta`);
    const profile = await fetch(source, `${ALLOC}:delta`, window(0, 90_000));
    expect(totalOf(profile)).toBe(120_000_000 + 27);
    expect(withStacks(profile)).toBe(120_000_000 + 27);
    expect(profile.notices).toEqual([
      '1 series looks like a running total since the start of a process: what it grew by is counted.',
    ]);
    const slice = await source.fetchSlice(
      parseSelector(`${ALLOC}:delta`),
      profile.scrapes.slice(2, 6),
    );
    const values = profile.scrapes.slice(2, 6).reduce((sum, { value }) => sum + value, 0);
    expect(withStacks(slice)).toBe(values);
  });

  test('fall when a process starts anew, which is no difference', async () => {
    const restarted = [...totals, ...totals, ...totals.slice(2)].map((value, i) => value + i);
    const long = restarted.concat(Array.from({ length: 12 }, (_, i) => 200_000_000 + i));
    const { source } = serve(profiles(ALLOC, { pod: 'a' }, long));
    const profile = await fetch(source, `${ALLOC}:delta`, window(0, 600_000));
    expect(profile.notices).toContain('2 restarts in the window: a new process counts from 0.');
    const grown = long.slice(1).map((value, i) => (value < long[i]! ? value : value - long[i]!));
    expect(totalOf(profile)).toBe(grown.reduce((sum, value) => sum + value, 0));
  });
});

describe('what a server does not say', () => {
  test('a range older than its lookback is said to be so', async () => {
    const { source } = serve(
      profiles(CPU, { pod: 'a' }, [1, 2], (i) => 8 * 24 * HOUR + i * 15_000),
    );
    const asked = window(0, 8 * 24 * HOUR + 60_000);
    const { notices } = await fetch(source, `${CPU}:delta`, asked);
    expect(notices).toEqual([
      'A Pyroscope usually answers only for the last 7 days (max_query_lookback): what is before 2026-11-29T12:00:00.000Z may be missing.',
    ]);
    const empty = await fetch(source, `${CPU}:delta{pod="b"}`, asked);
    expect(empty.notices[0]).toContain('may be for this reason');
  });

  test('its own labels and samples beside their time stay out', async () => {
    const SAMPLES = 'process_cpu:samples:count:cpu:nanoseconds';
    const stored = [CPU, SAMPLES].flatMap((type) =>
      profiles(type, { 'k8s.pod.name': 'p' }, [1, 2]),
    );
    const range = window(0, 60_000);
    const { source } = serve(stored);
    const types = await source.fetchProfileTypes(range);
    expect(types.map(printProfileType)).toEqual([`${CPU}:delta`]);
    const names = await source.fetchLabelNames({ profileType: types[0]!, matchers: [], range });
    expect(names).toEqual(['k8s.pod.name']);
    const alone = await serve(stored.slice(2)).source.fetchProfileTypes(range);
    expect(alone.map(printProfileType)).toEqual([`${SAMPLES}:counted`]);
    const { scrapes } = await fetch(source, `${CPU}:delta{"k8s.pod.name"="p"}`);
    expect(scrapes).toHaveLength(2);
  });

  test('the label sets of all types are one question, by what is stored together', async () => {
    const stored = [
      ...profiles(CPU, { service_name: 'shop', pod: 'a' }, [1, 2]),
      ...profiles(
        'process_cpu:samples:count:cpu:nanoseconds',
        { service_name: 'shop', pod: 'a' },
        [1],
      ),
      ...profiles(INUSE, { service_name: 'shop', pod: 'a' }, [1]),
      ...profiles(INUSE, { service_name: 'cart', pod: 'b', endpoint: '/' }, [1]),
      ...profiles(INUSE, { service_name: 'cart', pod: 'b', endpoint: '/pay' }, [1]),
    ];
    const { source, sent } = serve(stored);
    const told = await source.fetchLabelSetsOfTypes!(window(-HOUR, 60_000), [
      'pod',
      'service_name',
    ]);
    expect(sent.map((one) => one.split(' ')[0])).toEqual(['Series']);
    expect(told.map((one) => [printProfileType(one.profileType), one.labelSets])).toEqual([
      [
        INUSE,
        [
          { pod: 'a', service_name: 'shop' },
          { pod: 'b', service_name: 'cart' },
        ],
      ],
      // Samples beside the time that they stand for are no type of their own.
      [`${CPU}:delta`, [{ pod: 'a', service_name: 'shop' }]],
    ]);
    expect(await source.fetchLabelSetsOfTypes!(window(HOUR, 2 * HOUR), ['pod'])).toEqual([]);
  });

  test('a server that is a minute old answers all that it has', async () => {
    const others = profiles(CPU, { pod: 'first' }, [7]);
    const late = profiles(CPU, { pod: 'a' }, [1, 2, 3], (i) => 2000 + i * 15_000);
    const { source } = serve([...others, ...late], T0 + 120_000);
    const range = window(-HOUR, 60_000);
    expect(
      await source.fetchLabelSets(parseSelector(`${CPU}:delta{pod="a"}`), range, ['pod']),
    ).toEqual([{ pod: 'a' }]);
    const atOldest = window(0, 40_000);
    expect(totalOf(await fetch(source, `${CPU}:delta`, atOldest))).toBe(13);
  });
});

test('what the server adds up in steps begins where a bucket does', async () => {
  const { source, sent } = serve(
    profiles(CPU, { pod: 'a' }, Array<number>(120).fill(30e9), (i) => i * 30_000),
  );
  const [series] = await source.fetchSeries({
    ...{ selector: parseSelector(`${CPU}:delta`), range: window(600_000, 1_800_000) },
    ...{ step: 60_000, sumBy: ['pod'], from: 'buckets' },
  });
  expect(sent.filter((text) => text.startsWith('SelectSeries'))).toHaveLength(1);
  expect(series!.values.slice(0, -1)).toEqual(Array<number>(20).fill(1));
});
