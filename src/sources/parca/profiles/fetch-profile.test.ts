import { describe, expect, test } from 'vitest';
import { decodePprof } from '#profile';
import { compileMatchers, parseSelector, type Labels } from '#series';
import { createFakeParca, type StoredProfile } from '../../../../tests/support/fake-parca';
import type { FetchedProfile, Transport } from '../../ports';
import { createParcaSource } from '../parca-source';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const INUSE = 'memory:inuse_space:bytes:space:bytes';
const ALLOC = 'memory:alloc_space:bytes:space:bytes';
const T0 = 1_800_000_000;
const at = (seconds: number) => BigInt(Math.round((T0 + seconds) * 1000)) * 1_000_000n;
const range = { start: T0 * 1000, end: (T0 + 600) * 1000 };
const LATER = (T0 + 10_000) * 1000;

const A0: Labels = { job: 'a', instance: 'a/0' };
const A1: Labels = { job: 'a', instance: 'a/1' };
const LEGACY: Labels = { job: 'legacy' };

/** `count` profiles, `every` seconds apart, the i-th worth `value(i)`. */
function stored(
  type: string,
  labels: Labels,
  { count = 4, every = 15, first = 1, value = (i: number) => i + 1 } = {},
): StoredProfile[] {
  const duration = type.endsWith('delta') ? BigInt(every) * 1_000_000_000n : 0n;
  return Array.from({ length: count }, (_, i) => {
    return { type, labels, timestamp: at(first + i * every), duration, value: value(i) };
  });
}

function ask(profiles: readonly StoredProfile[], query: string, now = LATER) {
  const parca = createFakeParca(profiles);
  const source = createParcaSource({ transport: parca.transport, now: () => now });
  return { parca, asked: source.fetchProfile(parseSelector(query), range) };
}

async function fetchProfile(...question: Parameters<typeof ask>) {
  const { parca, asked } = ask(...question);
  return { parca, profile: await asked };
}

const totalOf = ({ parts }: FetchedProfile) =>
  parts.reduce((sum, { weight, total, pprof }) => {
    return sum + weight * (pprof.length === 0 ? total : pprofSum(pprof, total));
  }, 0);
/** What the parts' own samples add up to. */
const stacksOf = ({ parts }: FetchedProfile) =>
  parts.reduce((sum, { weight, pprof }) => sum + weight * pprofSum(pprof), 0);
const pprofSum = (pprof: Uint8Array, total = 0) =>
  pprof.length === 0 ? 0 : decodePprof(pprof, { total }).tree.columns[0]!.total[0]!;

describe('profiles that cover time', () => {
  const profiles = [...stored(CPU, A0), ...stored(CPU, A1), ...stored(CPU, LEGACY)];

  test('add up, in one merge', async () => {
    const { parca, profile } = await fetchProfile(profiles, CPU);
    expect(totalOf(profile)).toBe(30);
    expect(profile.parts).toHaveLength(1);
    expect(profile).toMatchObject({ range, interval: 15_000, notices: [] });
    expect(profile.scrapes).toHaveLength(12);
    expect(parca.sent.toSorted()).toEqual([`PPROF ${CPU}`, `QueryRange ${CPU}`]);
  });

  test('scrapes carry exact times, durations and all labels, in time order', async () => {
    const { profile } = await fetchProfile(stored(CPU, A0, { count: 2 }), CPU);
    expect(profile.scrapes).toEqual([
      { labels: A0, timestamp: at(1), duration: 15_000_000_000n, value: 1 },
      { labels: A0, timestamp: at(16), duration: 15_000_000_000n, value: 2 },
    ]);
  });

  test('what has no stack is the rest of the total', async () => {
    const one = stored(CPU, A0).map((p) => ({ ...p, noStack: 10 }));
    const { profile } = await fetchProfile(one, CPU);
    expect(stacksOf(profile)).toBe(10);
    expect(totalOf(profile)).toBe(50);
  });

  test('no data is an empty profile', async () => {
    const { parca, profile } = await fetchProfile(profiles, `${CPU}{instance="none"}`);
    expect(profile).toEqual({ parts: [], scrapes: [], interval: 0, range, notices: [] });
    expect(parca.sent).toHaveLength(2);
  });

  test('a profile of samples without stacks is a part without pprof', async () => {
    const one: StoredProfile = { type: CPU, labels: A0, timestamp: at(1), value: 0, noStack: 7 };
    const { profile } = await fetchProfile([one], CPU);
    expect(profile.parts).toMatchObject([{ total: 7, weight: 1 }]);
    expect(stacksOf(profile)).toBe(0);
  });

  test('a window that ends now ends one interval of the slowest series earlier, and says so', async () => {
    const slow = stored(CPU, A1, { every: 60, count: 10 });
    const fast = stored(CPU, A0, { every: 15, count: 40 });
    const { profile } = await fetchProfile([...slow, ...fast], CPU, range.end + 5000);
    expect(profile.range).toEqual({ start: range.start, end: range.end - 55_000 });
    expect(profile.notices).toEqual([
      'The last 55 s are left out: their profiles are not complete yet.',
    ]);
    const last = profile.scrapes.at(-1)?.timestamp ?? 0n;
    expect(last <= at(545)).toBe(true);
    expect(totalOf(profile)).toBe(profile.scrapes.reduce((sum, s) => sum + s.value, 0));
  });
});

describe('matchers that Parca answers wrongly', () => {
  const profiles = [
    ...stored(CPU, A0, { value: () => 1 }),
    ...stored(CPU, A1, { value: () => 10 }),
    ...stored(CPU, LEGACY, { value: () => 100 }),
  ];
  const cases = [
    '{instance!="a/0"}',
    '{instance!~"a/.*"}',
    '{instance=~".*"}',
    '{instance=~"|a/1"}',
    '{instance!=""}',
    '{instance=""}',
    '{instance=~"a"}',
    '{instance=~"a/."}',
    '{instance!~"a/[01]|"}',
    '{instance!~"(?i)A/0"}',
    '{job!="legacy"}',
    '{job!="a", instance!="a/0"}',
    '{instance!="a/0", instance!="a/1"}',
    '{nosuch!="x"}',
    '{nosuch!~".*"}',
    '{instance!~"a\\\\-0"}',
    '{instance!~"a/[[:digit:]]"}',
    '{instance=~"a/\\\\pN"}',
    '{instance=~"(?i)A/0"}',
    '{instance!~"(.+)+#"}',
  ];
  test.each(cases)('%s means what Prometheus means', async (matchers) => {
    const query = CPU + matchers;
    const expected = profiles
      .filter(({ labels }) => compileMatchers(parseSelector(query).matchers)(labels))
      .reduce((sum, { value }) => sum + value, 0);
    expect(totalOf((await fetchProfile(profiles, query)).profile)).toBe(expected);
  });

  test('only matchers without a fault are sent, anchored and escaped', async () => {
    const odd = [...stored(CPU, { job: 'x.y' }), ...stored(CPU, { job: 'x|"y' }), ...profiles];
    const { parca } = await fetchProfile(odd, `${CPU}{job!="a", instance=~"a.0|b"}`);
    const lists = parca.sent.filter((sent) => sent.startsWith('QueryRange'));
    expect(lists).toEqual([
      `QueryRange ${CPU}{job=~"^(?:legacy|x\\\\.y|x\\\\|\\"y)$", instance=~"^(?s:a.0|b)$"}`,
      `QueryRange ${CPU}{job="", instance=~"^(?s:a.0|b)$"}`,
    ]);
  });

  test('what is no regular expression is refused with the reason, and nothing is asked', async () => {
    const { parca, asked } = ask(profiles, `${CPU}{job!="a", instance!~"("}`);
    await expect(asked).rejects.toMatchObject({
      name: 'SourceError',
      kind: 'badQuery',
      detail: 'instance!~: not a regular expression: missing closing )',
    });
    expect(parca.sent).toEqual([]);
  });

  test('too many queries are refused', async () => {
    const many = profiles.map((p) => ({
      ...p,
      labels: { ...p.labels, w: '1', x: '1', y: '1', z: '1' },
    }));
    const query = `${CPU}{w!~"2|3", x!="2", y!="2", z!="2"}`;
    expect(totalOf((await fetchProfile(many, query)).profile)).toBe(444);
    const mixed = [
      ...many,
      ...profiles,
      ...many.map((p) => ({ ...p, labels: { w: '2', x: '2', y: '2', z: '2' } })),
    ];
    await expect(fetchProfile(mixed, query)).rejects.toMatchObject({
      kind: 'badQuery',
      detail: 'negative matchers on 4 labels need 16 queries, more than 8',
    });
  });
});

describe('states', () => {
  test('are means over scrapes, in one merge when series have as many', async () => {
    const profiles = [...stored(INUSE, A0), ...stored(INUSE, A1, { value: () => 100 })];
    const { parca, profile } = await fetchProfile(profiles, INUSE);
    expect(totalOf(profile)).toBe(2.5 + 100);
    expect(profile.parts.map((p) => p.weight)).toEqual([1 / 4]);
    expect(parca.sent.toSorted()).toEqual([`PPROF ${INUSE}`, `QueryRange ${INUSE}`]);
    expect(profile.notices).toEqual([]);
  });

  test('of units with unequal counts count alike', async () => {
    const profiles = [
      ...stored(INUSE, A0, { count: 10, value: () => 7 }),
      ...stored(INUSE, A1, { count: 3, value: () => 100 }),
      ...stored(INUSE, LEGACY, { count: 1, value: () => 1000 }),
    ];
    const { parca, profile } = await fetchProfile(profiles, INUSE);
    expect(totalOf(profile)).toBeCloseTo(1107, 9);
    expect(profile.parts.map((p) => [pprofSum(p.pprof), p.weight])).toEqual([
      [70, 1 / 10],
      [300, 1 / 3],
      [1000, 1],
    ]);
    expect(parca.sent).toContain(`PPROF ${INUSE}{instance="", job="legacy"}`);
    expect(profile.notices).toEqual([
      'Series have 1 to 10 scrapes: each counts with its own mean.',
    ]);
  });

  test('a series whose labels are part of another one stays apart after a negative matcher', async () => {
    const B = { job: 'a', instance: 'a/0', zone: 'z' };
    const profiles = [
      ...stored(INUSE, A0, { count: 2, value: () => 1 }),
      ...stored(INUSE, B, { count: 3, value: () => 10 }),
      ...stored(INUSE, LEGACY, { count: 5, value: () => 100 }),
    ];
    const all = await fetchProfile(profiles, INUSE);
    expect(totalOf(all.profile)).toBeCloseTo(111, 9);
    const without = await fetchProfile(profiles, `${INUSE}{zone!="z"}`);
    expect(totalOf(without.profile)).toBeCloseTo(101, 9);
  });

  test('split scrapes are asked again, as a total', async () => {
    const profiles = stored(INUSE, A0, { value: () => 50 }).map((p, i) => ({
      ...p,
      split: i === 2,
    }));
    const { parca, profile } = await fetchProfile(profiles, INUSE);
    expect(profile.scrapes.map((s) => s.value)).toEqual([50, 50, 50, 50]);
    expect(totalOf(profile)).toBe(50);
    expect(parca.sent.filter((s) => s.startsWith('FLAMEGRAPH_ARROW'))).toEqual([
      `FLAMEGRAPH_ARROW ${INUSE}{instance="a/0", job="a"}`,
    ]);
  });

  test('with very many split scrapes the profile is still whole, and the list says that it is not', async () => {
    const profiles = stored(INUSE, A0, { count: 40, value: () => 50 }).map((p) => {
      return { ...p, split: true, noStack: 2 };
    });
    const { profile } = await fetchProfile(profiles, INUSE);
    expect(totalOf(profile)).toBeCloseTo(52, 9);
    expect(profile.notices).toEqual([
      'Of 8 scrapes the server tells only a part in the list of scrapes; the profile itself is whole.',
    ]);
  });

  test('a running total that is meant as such is a mean too, and says what it is', async () => {
    const { parca, profile } = await fetchProfile(stored(ALLOC, A0), `${ALLOC}:total`);
    expect(parca.sent.toSorted()).toEqual([`PPROF ${ALLOC}`, `QueryRange ${ALLOC}`]);
    expect(totalOf(profile)).toBe(2.5);
    expect(profile.notices).toEqual(['A total since each process started, mean over 4 scrapes.']);
  });

  test('are not cut when the window ends now', async () => {
    const { profile } = await fetchProfile(stored(INUSE, A0, { count: 40 }), INUSE, range.end);
    expect(profile.range).toEqual(range);
  });
});

describe('questions that are asked one after the other', () => {
  const cpu = [...stored(CPU, A0, { count: 40 }), ...stored(CPU, A1, { count: 40 })];
  const even = [...stored(INUSE, A0), ...stored(INUSE, A1)];
  const uneven = [...stored(INUSE, A0), ...stored(INUSE, A1, { count: 2 })];
  const split = even.map((p, i) => ({ ...p, split: i < 2 }));
  const own = cpu.map((p) => ({ ...p, labels: { ...p.labels, shard: '1' } }));
  const NOW = range.end + 5000;
  const cases: readonly [name: string, StoredProfile[], query: string, now: number, number][] = [
    ['a sum of a range that is over', cpu, CPU, LATER, 1],
    ['a sum whose end is read from the list', cpu, CPU, NOW, 2],
    ['labels with names of their own: the list again', own, CPU, LATER, 2],
    ['a negative matcher asks for values first', cpu, `${CPU}{instance!="a/0"}`, LATER, 2],
    ['a mean of series with as many scrapes', even, INUSE, LATER, 1],
    ['a mean of a range that goes on', even, INUSE, NOW, 2],
    ['series with unequal counts are merged one by one', uneven, INUSE, LATER, 2],
    ['split scrapes are asked again beside the merge', split, INUSE, NOW, 2],
  ];
  test.each(cases)('%s', async (_, profiles, query, now, rounds) => {
    const parca = createFakeParca(profiles);
    const counted = countRounds(parca.transport);
    const source = createParcaSource({ transport: counted.transport, now: () => now });
    const profile = await source.fetchProfile(parseSelector(query), range);
    expect(profile.parts.length).toBeGreaterThan(0);
    expect(counted.rounds()).toBe(rounds);
  });

  test('names that were found once are known from then on', async () => {
    const counted = countRounds(createFakeParca(own).transport);
    const source = createParcaSource({ transport: counted.transport, now: () => LATER });
    await source.fetchProfile(parseSelector(CPU), range);
    const before = counted.rounds();
    const { scrapes } = await source.fetchProfile(parseSelector(CPU), {
      ...range,
      end: range.end - 1,
    });
    expect(counted.rounds() - before).toBe(1);
    expect(scrapes[0]?.labels).toMatchObject({ shard: '1' });
  });

  test.each([
    { name: 'the merge holds when all is settled', first: 1, merges: 1 },
    { name: 'the merge is asked again without what is not', first: 150, merges: 2 },
  ])('a scrape interval of 400 s: $name', async ({ first, merges }) => {
    const parca = createFakeParca(stored(CPU, A0, { every: 400, count: 2, first }));
    const now = range.end + 310_000;
    const source = createParcaSource({ transport: parca.transport, now: () => now });
    const profile = await source.fetchProfile(parseSelector(CPU), range);
    expect(profile.range.end).toBe(range.end - 90_000);
    expect(parca.sent.filter((sent) => sent.startsWith('PPROF'))).toHaveLength(merges);
    expect(stacksOf(profile)).toBe(profile.scrapes.reduce((sum, { value }) => sum + value, 0));
  });
});

/** Holds what is asked until nothing more is asked, and answers it all at once: one round. */
function countRounds(transport: Transport) {
  let rounds = 0;
  let waiting: (() => void)[] = [];
  const answerWhenQuiet = (asked: number, quiet = 0): void => {
    if (waiting.length !== asked) return;
    if (quiet < 5) return void setImmediate(() => answerWhenQuiet(asked, quiet + 1));
    rounds++;
    for (const answer of waiting.splice(0)) answer();
  };
  const counting: Transport = {
    request: async (request) => {
      await new Promise<void>((resolve) => {
        waiting = [...waiting, resolve];
        answerWhenQuiet(waiting.length);
      });
      return transport.request(request);
    },
  };
  return { transport: counting, rounds: () => rounds };
}
