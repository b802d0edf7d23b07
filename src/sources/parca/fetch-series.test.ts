import { describe, expect, test } from 'vitest';
import { parseMatchers, parseProfileType, type Labels } from '#series';
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
