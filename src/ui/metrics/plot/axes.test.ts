import { expect, test } from 'vitest';
import { timeTicks, valueAxis } from './axes';
import fc from 'fast-check';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string) => Date.parse(`2026-11-21T${text}Z`);

test.each([
  ['5 minutes', '00:18:00', 5 * MINUTE, 480, 'utc', '00:18 00:19 00:20 00:21 00:22 00:23'],
  ['a start between', '00:18:20', 4 * MINUTE, 480, 'utc', '00:19 00:20 00:21 00:22'],
  ['narrow', '00:18:00', 24 * MINUTE, 160, 'utc', '00:30'],
  ['midnight is a day', '22:00:00', 6 * HOUR, 320, 'utc', '22:00 Nov 22 02:00 04:00'],
  ['seconds', '00:18:00', 20_000, 320, 'utc', '00:18:00 00:18:05 00:18:10 00:18:15 00:18:20'],
  ['days', '00:00:00', 3 * 24 * HOUR, 320, 'utc', 'Nov 21 Nov 22 Nov 23 Nov 24'],
  ['half an hour off', '00:00:00', 6 * HOUR, 240, 'Asia/Kolkata', '06:00 08:00 10:00'],
  ['behind UTC', '00:00:00', 6 * HOUR, 240, 'America/New_York', '20:00 22:00 Nov 21'],
])('%s', (_, start, span, width, zone, labels) => {
  const ticks = timeTicks({ start: at(start), end: at(start) + span }, width, zone);
  expect(ticks.map((tick) => tick.label).join(' ')).toBe(labels);
});

test.each([
  ['an hour', 5, '01:00 02:00 +02:00 02:00 +01:00 03:00 04:00 05:00'],
  ['two hours', 9, 'Oct 25 02:00 +02:00 04:00 06:00 08:00'],
  ['days', 72, 'Oct 25 Oct 26 Oct 27'],
])('the clocks are put back, steps of %s', (_, hours, labels) => {
  const start = Date.parse('2026-10-24T23:00:00Z') - (hours === 5 ? 0 : HOUR);
  const range = { start, end: start + hours * HOUR };
  const ticks = timeTicks(range, 620, 'Europe/Berlin');
  expect(ticks.map((tick) => tick.label).join(' ')).toBe(labels);
});

test('ten years and one millisecond have few ticks', () => {
  expect(timeTicks({ start: 0, end: 3650 * 24 * HOUR }, 400, 'utc').length).toBeLessThanOrEqual(6);
  expect(timeTicks({ start: 0, end: 1 }, 400, 'utc').map((tick) => tick.time)).toEqual([0, 1]);
  expect(timeTicks({ start: 5, end: 5 }, 400, 'utc')).toEqual([]);
});

const MiB = 1024 ** 2;

test.each([
  ['from 0, to a round number', [0.41, 0.87, null], 'cores', 2, [0, 0.5, 1]],
  ['thirds without dust', [0.29], 'cores', 3, [0, 0.1, 0.2, 0.3]],
  [
    'bytes in powers of two',
    [310 * MiB, undefined],
    'bytes',
    3,
    [0, 128 * MiB, 256 * MiB, 384 * MiB],
  ],
  ['just under the next unit', [1000 * MiB], 'bytes', 2, [0, 512 * MiB, 1024 * MiB]],
  ['up', [1, 1, 0], '', 1, [0, 1]],
  ['nothing to see', [null], 'cores', 2, [0, 1]],
  ['only zeros', [0, 0], 'bytes', 2, [0, 1]],
  ['below zero', [-3, 5], '', 2, [-5, 0, 5]],
])('%s', (_, values, unit, count, ticks) => {
  expect(valueAxis(values, unit, count)).toEqual({ min: ticks[0], max: ticks.at(-1), ticks });
});

test.each([
  ['just over a step', [88.6, 104], 'cores', 2, { min: 0, max: 120, ticks: [0, 100] }],
  ['and under the next one', [0.9], 'cores', 1, { min: 0, max: 1, ticks: [0, 1] }],
  ['one tick, which has room', [5.1], '', 1, { min: 0, max: 6, ticks: [0, 5] }],
  ['a little below 0', [-0.2, 98], '', 2, { min: -10, max: 100, ticks: [0, 50, 100] }],
  ['bytes', [520 * MiB], 'bytes', 1, { min: 0, max: 576 * MiB, ticks: [0, 512 * MiB] }],
])('no large part of it is empty: %s', (_, values, unit, count, axis) => {
  expect(valueAxis(values, unit, count)).toEqual(axis);
});

test('at most a quarter of the axis is above all values, and as much below them; a tick says how large they are', () => {
  const size = fc.double({ min: 1e-6, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(
      ...[size, fc.option(size, { nil: 0 }), fc.constantFrom('bytes', 'cores')],
      fc.integer({ min: 1, max: 6 }),
      (high, below, unit, count) => {
        const { min, max, ticks } = valueAxis([high, -below], unit, count);
        const most = (max - min) * 0.2501;
        expect(max - high).toBeLessThanOrEqual(most);
        expect(-below - min).toBeLessThanOrEqual(most);
        expect(ticks.some((tick) => tick !== 0)).toBe(true);
        expect(ticks).toContain(0);
      },
    ),
    { numRuns: 2000 },
  );
});

test('the axis holds every value, starts at 0 or below, and has few ticks', () => {
  const values = fc.array(fc.double({ min: -1e15, max: 1e15, noNaN: true }), { maxLength: 10 });
  fc.assert(
    fc.property(
      values,
      fc.constantFrom('bytes', 'cores'),
      fc.integer({ min: 1, max: 6 }),
      (...given) => {
        const [list, unit, count] = given;
        const { min, max, ticks } = valueAxis(list, unit, count);
        expect(min).toBeLessThanOrEqual(0);
        const room = (max - min) * 1e-11;
        // Ticks are kept to 12 digits.
        for (const value of list) {
          expect(value).toBeGreaterThanOrEqual(min - room);
          expect(value).toBeLessThanOrEqual(max + room);
        }
        expect(ticks.length).toBeLessThanOrEqual(count + 3);
      },
    ),
  );
});
