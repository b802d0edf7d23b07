import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAge, formatDuration, parseDuration, parseInterval, printDuration } from './duration';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  ['20m', 20 * MINUTE],
  ['1h30m', 90 * MINUTE],
  ['1d2h', 26 * HOUR],
  ['1w', 7 * DAY],
  ['1y', 365 * DAY],
  ['90d', 90 * DAY],
  ['250ms', 250],
  ['0s', 0],
])('Prometheus writes %s for %d ms', (text, duration) => {
  expect(parseDuration(text)).toBe(duration);
  expect(printDuration(duration)).toBe(text);
});

test('what is not written as it is printed', () => {
  expect(['0', '1h0m', '90s', '24h', '2w1d'].map(parseDuration)).toEqual([
    0,
    HOUR,
    90 * SECOND,
    DAY,
    15 * DAY,
  ]);
});

const none = ['', '20', 'm', '20 m', '20mx', '-5m', '1.5h', '30m1h', '1m1m', '1M', 'soon'];
test.each([...none, `${'9'.repeat(400)}y`, 'constructor'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('what is printed is read as the same', () => {
  const durations = fc.oneof(
    fc.maxSafeNat(),
    fc.nat(400 * DAY),
    fc.nat(1000).map((weeks) => weeks * 7 * DAY),
  );
  fc.assert(
    fc.property(durations, (duration) => {
      expect(parseDuration(printDuration(duration))).toBe(duration);
    }),
  );
});

test('an interval is also a number of seconds', () => {
  expect(['15', '0.5', '-1', '15s', '1h30m'].map(parseInterval)).toEqual([
    15 * SECOND,
    500,
    -SECOND,
    15 * SECOND,
    90 * MINUTE,
  ]);
  expect(['', '-15s', '1e3', 'NaN', '15 s'].map(parseInterval)).toEqual(Array(5).fill(undefined));
});

test.each([
  [0, '0 ms'],
  [250, '250 ms'],
  [1500, '1.5 s'],
  [5 * MINUTE, '5 min'],
  [301_000, '5 min 1 s'],
  [3_599_600, '1 h'],
  [90 * MINUTE, '1 h 30 min'],
  [DAY - 1, '1 d'],
  [26 * HOUR, '1 d 2 h'],
])('%d ms is formatted as %s', (duration, text) => {
  expect(formatDuration(duration)).toBe(text);
});

test.each([
  [-5000, '0 ms'],
  [8, '8 ms'],
  [4200, '4 s'],
  [MINUTE, '1 min'],
  [90 * SECOND, '90 s'],
  [12 * MINUTE, '12 min'],
  [2 * HOUR - 1, '119 min'],
  [3 * HOUR, '3 h'],
  [50 * HOUR, '2 d'],
])('an age of %d ms is %s', (age, text) => {
  expect(formatAge(age)).toBe(text);
});

const LENGTHS = new Map(Object.entries({ ms: 1, s: SECOND, min: MINUTE, h: HOUR, d: DAY }));
const lengthOf = (text: string) =>
  [...text.matchAll(/([\d.]+) (\w+)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * LENGTHS.get(unit!)!,
    0,
  );

test('what is formatted is never far off', () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat(3 * HOUR), fc.nat(1000 * DAY)), (duration) => {
      const error = Math.abs(lengthOf(formatDuration(duration)) - duration);
      expect(error).toBeLessThanOrEqual(duration / 48);
      const age = lengthOf(formatAge(duration));
      expect(age).toBeLessThanOrEqual(duration);
      expect(age).toBeGreaterThanOrEqual(Math.floor((duration * 2) / 3));
    }),
  );
});
