import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scrape } from '#series';
import { addBucketed, gridOf, gridTimes, holdStates, spreadRates } from './buckets';

/** `10-25:30` is a profile of seconds 10 to 25 with value 30; `10:30` a state. */
function scrapes(drawing: string): Scrape[] {
  return drawing.split(' ').map((text) => {
    const [, start = '', end, value = ''] = /^([\d.]+)(?:-([\d.]+))?:(\d+)$/.exec(text) ?? [];
    const nanoseconds = (seconds: string) => BigInt(Math.round(Number(seconds) * 1e9));
    const timestamp = nanoseconds(start);
    const duration = end === undefined ? 0n : nanoseconds(end) - timestamp;
    return { labels: {}, timestamp, duration, value: Number(value) };
  });
}

const draw = (values: readonly (number | null)[], factor = 1) =>
  values.map((v) => (v === null ? '-' : Number((v * factor).toFixed(3)))).join(' ');

const grid = (start: number, end: number, step: number) =>
  gridOf({ start: start * 1000, end: end * 1000 }, step * 1000);

test('buckets are aligned to multiples of the step and cover both ends', () => {
  expect(gridTimes(grid(7, 30, 10))).toEqual([0, 10_000, 20_000, 30_000]);
});

describe('rates of profiles that cover time, in value per second', () => {
  const cases = [
    { name: 'one profile a bucket', profiles: '0-10:10 10-20:20', step: 10, rates: '1 2 -' },
    {
      name: 'a step below the interval',
      profiles: '0-10:10 10-20:20',
      step: 5,
      rates: '1 1 2 2 -',
    },
    { name: 'a step above it', profiles: '0-10:10 10-20:20', step: 20, rates: '1.5 -' },
    {
      name: 'a step that is no multiple of it keeps the level',
      profiles: '0-15:15 15-30:15 30-45:15 45-60:15',
      step: 20,
      rates: '1 1 1 -',
    },
    {
      name: 'only the known part of a bucket counts',
      profiles: '7-17:10',
      step: 10,
      rates: '1 1',
    },
    {
      name: 'what says of no time what it covers has no rate',
      profiles: '3:10',
      step: 10,
      rates: '-',
    },
    {
      name: 'a bucket without a profile is a gap',
      profiles: '0-10:10 30-40:10',
      step: 10,
      rates: '1 - - 1 -',
    },
    {
      name: 'a profile that grazes a bucket does not fill the gap',
      profiles: '0-10.01:10 30-40:10',
      step: 10,
      rates: '0.999 - - 1 -',
    },
    {
      name: 'a bucket with idle scrapes counts them as nothing',
      profiles: '0-10:10 30-40:10',
      step: 40,
      rates: '0.5 -',
    },
  ];
  test.each(cases)('$name', ({ profiles, step, rates }) => {
    const all = scrapes(profiles);
    const last = Math.max(...all.map((p) => Number(p.timestamp + p.duration) / 1e9));
    expect(draw(spreadRates(all, grid(0, Math.floor(last), step)).values, 1000)).toBe(rates);
  });

  const sums = [
    { name: 'are added', units: ['0-10:10 10-20:10', '5-15:20 15-25:20'], rates: '- 3 3 3 - -' },
    {
      name: 'what is still being measured is a gap',
      units: ['0-10:10 10-20:10', '4-14:10'],
      rates: '2 2 2 - - -',
    },
    {
      name: 'what begins later is added then',
      units: ['0-10:10 10-20:10 20-30:10', '20-30:10'],
      rates: '1 1 1 1 2 2',
    },
    {
      name: 'what ends is not missed',
      units: ['0-10:10', '0-10:10 10-20:10 20-30:10'],
      rates: '2 2 1 1 1 1',
    },
    {
      name: 'idle in between counts as nothing',
      units: ['0-10:10 20-30:10', '0-10:10 10-20:10 20-30:10'],
      rates: '2 2 1 1 2 2',
    },
  ];
  test.each(sums)('units that are summed: $name', ({ units, rates }) => {
    const drawn = grid(0, 29, 5);
    const spread = units.map((unit) => spreadRates(scrapes(unit), drawn));
    expect(draw(addBucketed(spread, drawn), 1000)).toBe(rates);
  });

  test('rate times time is the sum of the values', () => {
    const profile = fc.record({
      gap: fc.oneof(fc.constant(0), fc.integer({ min: 60, max: 300 })),
      length: fc.integer({ min: 1, max: 60 }),
      value: fc.integer({ min: 0, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(profile, { minLength: 1 }),
        fc.integer({ min: 1, max: 90 }),
        (drawn, step) => {
          let end = 0;
          const ps = drawn.map(({ gap, length, value }) => {
            const start = end + gap;
            end = start + length;
            return { start, length, value };
          });
          const all = ps.map(({ start, length, value }) => ({
            labels: {},
            timestamp: BigInt(start) * 1_000_000_000n,
            duration: BigInt(length) * 1_000_000_000n,
            value,
          }));
          const first = Math.min(...ps.map((p) => p.start));
          const last = Math.max(...ps.map((p) => p.start + p.length));
          const g = grid(0, last, step);
          const area = spreadRates(all, g).values.reduce<number>((sum, rate, i) => {
            const length = Math.min((i + 1) * step, last) - Math.max(i * step, first);
            return sum + (rate ?? 0) * length * 1000;
          }, 0);
          const total = ps.reduce((sum, p) => sum + p.value, 0);
          // A bucket that is only grazed is drawn as a gap; its share is below a tenth of a profile.
          expect(area).toBeLessThanOrEqual(total * (1 + 1e-9));
          expect(area).toBeGreaterThanOrEqual(total * 0.8 - 1e-6);
        },
      ),
    );
  });
});

describe('states', () => {
  const cases = [
    { name: 'one scrape a bucket', states: '1:5 11:7 21:9', step: 10, values: '5 7 9' },
    { name: 'the mean of several', states: '1:5 5:7 11:9', step: 10, values: '6 9 -' },
    {
      name: 'a state holds until the next one',
      states: '0:5 10:7',
      step: 4,
      values: '5 5 7 7 7 -',
    },
    {
      name: 'a late scrape is a gap',
      states: '0:5 10:5 20:5 60:5',
      step: 10,
      values: '5 5 5 - - - 5',
    },
    { name: 'a single scrape holds for nothing', states: '12:5', step: 10, values: '- 5 -' },
  ];
  test.each(cases)('$name', ({ states, step, values }) => {
    const all = scrapes(states);
    const count = values.split(' ').length;
    expect(draw(holdStates(all, { start: 0, step: step * 1000, count }).values)).toBe(values);
  });

  test('a scrape before the first bucket reaches into it', () => {
    const all = scrapes('90:1 100:2');
    expect(draw(holdStates(all, grid(104, 112, 4)).values)).toBe('2 2 -');
  });

  test('are added where there is one, and a gap where there is none', () => {
    const drawn = grid(0, 59, 10);
    const held = ['1:1 11:1', '0:2 10:3 20:3 30:3 40:3'].map((one) =>
      holdStates(scrapes(one), drawn),
    );
    expect(draw(addBucketed(held, drawn))).toBe('3 4 4 3 3 -');
    expect(addBucketed([], { ...drawn, count: 0 })).toEqual([]);
  });
});

test('more series than a call can have arguments are summed', () => {
  const one = { values: [1], from: 0, to: 1000, interval: 1000 };
  const all = new Array<typeof one>(200_000).fill(one);
  expect(addBucketed(all, { start: 0, step: 1000, count: 1 })).toEqual([200_000]);
});
