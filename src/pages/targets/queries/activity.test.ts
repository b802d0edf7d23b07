// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, parseProfileType, type Target } from '#series';
import { createParcaSource } from '#sources';
import { createFakeParca, type StoredProfile } from '../../../../tests/support/fake-parca';
import { answersFor, answersOfAbsent, fetchActivity, typesBefore, typesToAsk } from './activity';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const GOROUTINES = 'goroutine:goroutine:count:goroutine:count';
const END = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const RANGE = { start: END - 60 * MINUTE, end: END };
const types = [
  GOROUTINES,
  'memory:alloc_space:bytes:space:bytes',
  'process_cpu:samples:count:cpu:nanoseconds:delta',
  'memory:inuse_space:bytes:space:bytes',
  CPU,
].map(parseProfileType);

const stored = (type: string, unit: string, minutesAgo: number): StoredProfile => ({
  type,
  labels: { juju_unit: unit, thread_id: '7' },
  timestamp: BigInt(END - minutesAgo * MINUTE) * 1_000_000n,
  duration: 10_000_000_000n,
  value: 5e9,
});

const ask = (profiles: readonly StoredProfile[], type: string) => {
  const { transport, sent } = createFakeParca(profiles);
  const question = {
    profileType: parseProfileType(type),
    targets: [],
    aliases: DEFAULT_ALIASES,
    range: RANGE,
    options: {},
  };
  const source = createParcaSource({ transport, now: () => END });
  return { answer: fetchActivity({ ...question, profiles: source }), sent };
};

const target = (profileName: string): Target => ({
  job: 'a',
  profileName,
  labels: {},
  discoveredLabels: {},
  url: '',
  health: 'good',
  lastError: undefined,
  lastScrape: undefined,
  lastScrapeDuration: 0,
});

test('one query for all units of CPU, without labels of threads', async () => {
  const { answer, sent } = ask([stored(CPU, 'a/0', 5), stored(CPU, 'a/1', 30)], CPU);
  const { answer: activity, series } = await answer;
  expect(sent).toEqual([`QueryRange ${CPU}`]);
  expect(activity.by).toEqual(['juju_unit']);
  expect(activity.series.map(({ labels }) => labels)).toEqual([
    { juju_unit: 'a/0' },
    { juju_unit: 'a/1' },
  ]);
  expect(series).toHaveLength(2);
});

test('a steady unit has no drop at the ends, and a young one is as high', async () => {
  const steady = (unit: string, minutes: number) =>
    Array.from({ length: minutes * 6 }, (_, i) => stored(CPU, unit, (i + 1.3) / 6));
  const { answer } = ask([...steady('a/0', 90), ...steady('a/1', 9)], CPU);
  const { answer: activity, series = [] } = await answer;
  for (const { values } of series) {
    const known = values.filter((value) => value !== null);
    expect(known.length).toBeGreaterThan(2);
    for (const cores of known) expect(cores).toBeCloseTo(0.5, 1);
  }
  // Whether there is anything is said of the last step, too.
  expect(activity.series.every(({ lastSeen }) => lastSeen > END - 3 * MINUTE)).toBe(true);
});

test('of states only who has any is asked, and looked back for who stopped', async () => {
  const all = [0.1, 22].map((ago, i) => stored(GOROUTINES, `a/${i}`, ago));
  const { answer } = ask(all, GOROUTINES);
  const { answer: activity, series } = await answer;
  expect(series).toBeUndefined();
  const seen = new Map(activity.series.map((one) => [one.labels.juju_unit, one.lastSeen]));
  // Windows of 5, 10 and 20 minutes back from the end: the profile is in the third, whose end is known.
  expect(seen.get('a/0')).toBe(END - 5 * MINUTE);
  expect(seen.get('a/1')).toBe(END - 20 * MINUTE);
});

test('one type a file is asked, CPU first, then memory in use', () => {
  expect(typesToAsk(types).map(({ name, sampleType }) => `${name}:${sampleType}`)).toEqual([
    'process_cpu:cpu',
    'memory:inuse_space',
    'goroutine:goroutine',
  ]);
});

test('what one type of a file has, the others have too', async () => {
  const { answer } = ask([stored(CPU, 'a/0', 5)], CPU);
  const answers = answersFor(await answer, types);
  expect(answers.map(({ profileType }) => profileType.sampleType)).toEqual(['cpu', 'samples']);
  expect(answers[0]!.series).toHaveLength(1);
  expect(answers[1]!.series).toEqual(answers[0]!.series);
});

test('before the types are known, what is scraped tells of CPU; after, what is not stored at all', () => {
  expect(typesBefore([target('mutex')])).toEqual([]);
  expect(typesBefore([target('process_cpu')])).toEqual([parseProfileType(CPU)]);
  const absent = answersOfAbsent([target('mutex'), target('goroutine'), target('')], types);
  expect(absent.map(({ profileType, series }) => [profileType.name, series])).toEqual([
    ['mutex', []],
  ]);
});
