import { expect, test } from 'vitest';
import { comparability, type ComparedSide } from './comparability';

const side: ComparedSide = {
  profileType: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
  unit: 'nanoseconds',
  gauge: false,
  total: 5,
  source: '{juju_unit="shop-k8s/1"}',
  range: { start: 0, end: 300_000 },
  scrapes: 20,
  expectedScrapes: 20,
  buildIds: ['83224a28'],
};
const later: ComparedSide = { ...side, range: { start: 600_000, end: 900_000 } };

test('alike in all that is known', () => {
  expect(comparability(side, later)).toEqual([
    {
      topic: 'profileType',
      level: 'ok',
      text: 'both process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
    },
    { topic: 'range', level: 'ok', text: 'both 300 s long' },
    { topic: 'scrapes', level: 'ok', text: '20 of 20 scrapes each' },
    { topic: 'build', level: 'ok', text: 'both build 83224a28' },
  ]);
});

test('of files only what they say', () => {
  const file = { profileType: 'cpu', unit: 'nanoseconds', gauge: false, total: 5, buildIds: [] };
  expect(comparability(file, file)).toEqual([
    { topic: 'profileType', level: 'ok', text: 'both cpu' },
  ]);
});

test.each<{ name: string; change: Partial<ComparedSide>; topic: string; text: string }>([
  { name: 'an empty side', change: { total: 0 }, topic: 'empty', text: 'total of comparison is 0' },
  {
    name: 'another type and another way to sum up',
    change: { profileType: 'goroutine:goroutine:count:goroutine:count', gauge: true },
    topic: 'profileType',
    text: `${side.profileType} against goroutine:goroutine:count:goroutine:count: a sum over scrapes against a mean over scrapes`,
  },
  {
    name: 'other units',
    change: { unit: 'count' },
    topic: 'unit',
    text: 'nanoseconds against count',
  },
  {
    name: 'another length',
    change: { range: { start: 600_000, end: 660_000 } },
    topic: 'range',
    text: '300 s against 60 s',
  },
  {
    name: 'the same profiles',
    change: { range: { start: 0, end: 300_000 } },
    topic: 'overlap',
    text: 'both sides are the same profiles',
  },
  {
    name: 'one common instant',
    change: { range: { start: 300_000, end: 600_000 } },
    topic: 'overlap',
    text: 'the sides overlap in time',
  },
  {
    name: 'missing scrapes',
    change: { scrapes: 18 },
    topic: 'scrapes',
    text: '20 of 20 scrapes against 18 of 20',
  },
  {
    name: 'another build',
    change: { buildIds: ['b', 'a'] },
    topic: 'build',
    text: 'build 83224a28 against a, b',
  },
])('warns of $name', ({ change, topic, text }) => {
  const warnings = comparability(side, { ...later, ...change }).filter((f) => f.level === 'warn');
  expect(warnings).toEqual([{ topic, level: 'warn', text }]);
});

test('both sides can miss the same number of scrapes', () => {
  const thin = { ...side, scrapes: 18 };
  expect(comparability(thin, { ...thin, range: later.range! })).toContainEqual({
    topic: 'scrapes',
    level: 'warn',
    text: '18 of 20 scrapes against 18 of 20',
  });
});

test('a gauge of one scrape is a moment', () => {
  const moment = { ...side, gauge: true, scrapes: 1, expectedScrapes: 1 };
  expect(comparability(moment, { ...moment, range: later.range! })).toContainEqual({
    topic: 'scrapes',
    level: 'warn',
    text: '1 of 1 scrapes against 1 of 1: one scrape is a moment, no mean',
  });
});

test('lengths that a hand drew alike are alike, and still reported', () => {
  const drawn = { ...later, range: { start: 600_000, end: 901_000 } };
  expect(comparability(side, drawn)).toContainEqual({
    topic: 'range',
    level: 'ok',
    text: '300 s against 301 s',
  });
});

test('two units may share their time', () => {
  const sibling = { ...side, source: '{juju_unit="shop-k8s/0"}' };
  expect(comparability(side, sibling).every(({ level }) => level === 'ok')).toBe(true);
});
