import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageOf, parseMatchers, parseProfileType, type Labels } from '#series';
import { createFakeParca, type StoredProfile } from '../../../tests/support/fake-parca';
import { createParcaSource } from './parca-source';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const WALL = 'fgprof:time:nanoseconds:wallclock:nanoseconds:delta';
const INUSE = 'memory:inuse_space:bytes:space:bytes';
const T0 = 1_800_000_000;
const A0: Labels = { app: 'a', unit: 'a/0' };
const A1: Labels = { app: 'a', unit: 'a/1' };
const range = { start: T0 * 1000, end: (T0 + 40) * 1000 };

function profile(type: string, labels: Labels, [seconds, value]: readonly [number, number]) {
  const timestamp = BigInt(T0 + seconds) * 1_000_000_000n + 123n;
  const duration = type.endsWith('delta') ? 10_000_000_000n : 0n;
  return { type, labels, timestamp, duration, value };
}

interface Asked {
  readonly type: string;
  readonly sumBy?: readonly string[];
  readonly step?: number;
  readonly matchers?: string;
}

async function fetchSeries(
  profiles: readonly StoredProfile[],
  { type, sumBy = [], step = 10_000, matchers = '' }: Asked,
) {
  const parca = createFakeParca(profiles);
  const source = createParcaSource({ transport: parca.transport, now: () => (T0 + 3600) * 1000 });
  const selector = { profileType: parseProfileType(type), matchers: parseMatchers(matchers) };
  return source.fetchSeries({ selector, range, step, sumBy });
}

const rounded = (values: readonly (number | null)[]) =>
  values.map((v) => (v === null ? null : Number(v.toFixed(3))));

describe('CPU time', () => {
  const profiles = [
    ...(
      [
        [-5, 1e9],
        [5, 5e9],
        [25, 5e9],
      ] as const
    ).map((p) => profile(CPU, A0, p)),
    ...(
      [
        [0, 1e9],
        [10, 1e9],
      ] as const
    ).map((p) => profile(CPU, A1, p)),
  ];

  test('is in cores, a series for each value, with gaps', async () => {
    const series = await fetchSeries(profiles, { type: CPU, sumBy: ['unit'] });
    expect(series.map((s) => ({ ...s, values: rounded(s.values) }))).toEqual([
      {
        labels: { unit: 'a/0' },
        unit: 'cores',
        times: [0, 10, 20, 30, 40].map((s) => (T0 + s) * 1000),
        values: [0.3, 0.25, 0.25, 0.5, null],
      },
      {
        labels: { unit: 'a/1' },
        unit: 'cores',
        times: [0, 10, 20, 30, 40].map((s) => (T0 + s) * 1000),
        values: [0.1, 0.1, null, null, null],
      },
    ]);
  });

  test('is summed by what is left', async () => {
    const [all, ...none] = await fetchSeries(profiles, { type: CPU, sumBy: [] });
    expect(none).toEqual([]);
    expect([all?.labels, rounded(all?.values ?? [])]).toEqual([{}, [0.4, 0.35, 0.25, 0.5, null]]);
  });

  test('of other delta types is unit/s', async () => {
    const [wall] = await fetchSeries([profile(WALL, A0, [0, 5e9])], { type: WALL });
    expect([wall?.unit, wall?.values[0]]).toEqual(['nanoseconds/s', expect.closeTo(5e8, 0)]);
  });

  test('a step is never below a second', async () => {
    const [one] = await fetchSeries(profiles, { type: CPU, step: 1 });
    expect(one?.times).toHaveLength(41);
  });
});

describe('memory in use', () => {
  const profiles = [
    ...(
      [
        [1, 100],
        [11, 200],
        [16, 400],
        [31, 100],
      ] as const
    ).map((p) => profile(INUSE, A0, p)),
    ...(
      [
        [2, 1],
        [12, 1],
        [22, 1],
        [32, 1],
      ] as const
    ).map((p) => profile(INUSE, A1, p)),
  ];

  test('is the sum over series of their means', async () => {
    const [all] = await fetchSeries(profiles, { type: INUSE });
    expect(all?.unit).toBe('bytes');
    expect(all?.values).toEqual([101, 301, 401, 101, 101]);
  });

  test('a negative matcher keeps series without the label', async () => {
    const bare = profile(INUSE, { app: 'bare' }, [1, 7]);
    const asked = { type: INUSE, sumBy: ['app', 'unit'], matchers: '{unit!="a/0"}' };
    const series = await fetchSeries([...profiles, bare], asked);
    expect(series.map((s) => s.labels)).toEqual([A1, { app: 'bare' }]);
  });

  test('the part that a split scrape tells is never drawn', async () => {
    const split = profiles.map((p) => ({ ...p, split: p.value === 200 }));
    const [one] = await fetchSeries(split, { type: INUSE, sumBy: ['unit'] });
    expect(one?.values.slice(0, 2)).toEqual([100, 300]);
  });
});

test('no data is no series', async () => {
  expect(await fetchSeries([], { type: CPU })).toEqual([]);
});

describe('a constant process is a constant line', () => {
  const ALLOC = 'memory:alloc_space:bytes:space:bytes';
  const LEVELS = { [CPU]: 0.3, [ALLOC]: 3e8, [INUSE]: 3e9 };
  const SECONDS = 300;

  /** One unit from `first` on, scraped every ten seconds; the profiler starts again a moment after it has ended. */
  function steady(type: string, unit: string, first: number): StoredProfile[] {
    const count = Math.floor((SECONDS - first) / 10);
    return Array.from({ length: count }, (_, i) => {
      const timestamp = BigInt(T0 * 1e3 + Math.round((first + i * 10) * 1e3)) * 1_000_000n;
      const kept = { type, labels: { app: 'a', unit }, timestamp };
      if (type === CPU) return { ...kept, duration: 9_800_000_000n, value: 3e9 };
      return { ...kept, duration: 0n, value: type === INUSE ? 3e9 : 5e9 + i * 3e9 };
    });
  }

  const phase = fc.integer({ min: 0, max: 99 }).map((tenths) => tenths / 10);
  test.each([CPU, ALLOC, INUSE])('of %s, at any step, phase and range', async (type) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(phase, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: -60, max: 200 }),
        fc.integer({ min: 30, max: 400 }),
        async (phases, step, start, length) => {
          // Of a single profile nothing is known of the pause after it.
          fc.pre(start + length >= 30);
          const profiles = phases.flatMap((first, i) => steady(type, `a/${i}`, first));
          const source = createParcaSource({
            transport: createFakeParca(profiles).transport,
            now: () => (T0 + 7200) * 1000,
          });
          const asked = { start: (T0 + start) * 1000, end: (T0 + start + length) * 1000 };
          const [all] = await source.fetchSeries({
            selector: { profileType: parseProfileType(type), matchers: [] },
            range: asked,
            step: step * 1000,
            sumBy: ['app'],
          });
          if (!all) return;
          const level = phases.length * LEVELS[type as keyof typeof LEVELS];
          const known = all.values.filter((value) => value !== null);
          for (const value of known) expect(value / level).toBeCloseTo(1, 6);
          // Inside of what all units have, and of the range, there is no gap either.
          const [from, to] = [
            Math.max(start, 20) + 10,
            Math.min(start + length, SECONDS - 30) - 10,
          ];
          all.times.forEach((time, i) => {
            const second = time / 1000 - T0;
            if (second >= from && second + step <= to) expect(all.values[i]).not.toBeNull();
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([CPU, ALLOC])('of %s the mean of a chart is the number above it', async (type) => {
    const DAY = 86_400_000;
    const profiles = ['a/0', 'a/1'].flatMap((unit) => steady(type, unit, 0));
    const source = createParcaSource({
      transport: createFakeParca(profiles).transport,
      now: () => T0 * 1000 + 8 * DAY,
    });
    const selector = { profileType: parseProfileType(type), matchers: [] };
    for (const days of [0.05, 1, 7]) {
      const window = { start: T0 * 1000 - days * DAY, end: T0 * 1000 + 600_000 };
      const fetched = await source.fetchProfile(selector, window);
      const total = fetched.scrapes.reduce((sum, { value }) => sum + value, 0);
      const number = total / coverageOf(fetched).seconds / (type === CPU ? 1e9 : 1);
      for (const step of [15_000, 600_000, 10_080_000]) {
        const [chart] = await source.fetchSeries({ selector, range: window, step, sumBy: [] });
        const known = chart!.values.filter((value) => value !== null);
        const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
        expect(mean / number).toBeCloseTo(1, 6);
      }
    }
  });
});

test('too many profiles are added up by the server, and neither end of a series is a drop', async () => {
  const HOUR = 3_600_000;
  const start = T0 * 1000;
  const every10Minutes = (unit: string, minutes: number) =>
    Array.from({ length: (7 * 24 * 60 - minutes) / 10 }, (_, i): StoredProfile => ({
      type: CPU,
      labels: { unit },
      timestamp: BigInt(start + (minutes + i * 10) * 60_000) * 1_000_000n,
      duration: 600_000_000_000n,
      value: 3e11,
    }));
  const units = [
    every10Minutes('a/0', 0),
    every10Minutes('a/1', 20),
    every10Minutes('a/2', 7 * 24 * 60 - 90),
  ];
  const { transport, sent } = createFakeParca(units.flat());
  const source = createParcaSource({ transport, now: () => start + 8 * 24 * HOUR });
  const series = await source.fetchSeries({
    selector: { profileType: parseProfileType(CPU), matchers: [] },
    range: { start: start + 7, end: start + 7 * 24 * HOUR - 1 },
    step: HOUR,
    sumBy: ['unit'],
  });
  expect(sent).toHaveLength(2);
  expect(series.map(({ labels }) => labels['unit'])).toEqual(['a/0', 'a/1', 'a/2']);
  for (const { values } of series)
    for (const value of values) if (value !== null) expect(value).toBeCloseTo(0.5, 6);
  expect(series.map(({ values }) => values.filter((value) => value !== null).length)).toEqual([
    167, 167, 2,
  ]);
});
