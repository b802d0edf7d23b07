import { expect, test } from 'vitest';
import {
  formatDelta,
  formatPercent,
  formatQuantity,
  readDuration,
  readSize,
  readTime,
} from './quantities';

test.each([
  ['20m', 1_200_000],
  ['1h30m', 5_400_000],
  ['250ms', 250],
])('duration %s', (text, ms) => expect(readDuration(text)).toBe(ms));

test.each(['', '20', 'm', '0s', '20 m', '20mx', '-5m'])('no duration: %s', (text) =>
  expect(() => readDuration(text)).toThrow('expected a duration'),
);

test.each([
  ['200MB', 200_000_000],
  ['1.5kb', 1500],
  ['7', 7],
])('size %s', (text, bytes) => expect(readSize(text)).toBe(bytes));

test('no size', () => expect(() => readSize('big')).toThrow('expected a size'));

const now = 1_795_219_200_000;
test.each([
  ['2026-11-21T00:00:00Z', now],
  ['now-1h', now - 3_600_000],
  [String(now), now],
  [String(now / 1000), now],
])('time %s', (text, time) => expect(readTime(text, { now, roundUp: false })).toBe(time));

test.each(['', '2026', '179521920', '17952192000', 'yesterday', 'now-1'])('no time: %s', (text) =>
  expect(() => readTime(text, { now, roundUp: false })).toThrow('expected a time'),
);

test.each([
  [4_497_000_000, 'nanoseconds', '4.5 s'],
  [12_345_000_000_000, 'nanoseconds', '12,345 s'],
  [1_500, 'nanoseconds', '1.5 µs'],
  [0, 'nanoseconds', '0 ns'],
  [-2_000_000, 'nanoseconds', '-2 ms'],
  [999_600, 'nanoseconds', '1,000 µs'],
  [1023, 'bytes', '1,023 B'],
  [1_300_000, 'bytes', '1.24 MiB'],
  [1536, 'bytes/s', '1.5 KiB/s'],
  [4_497_000_000, 'nanoseconds per file', '4.5 s per file'],
  [1536, 'bytes/s per unit', '1.5 KiB/s per unit'],
  [7, 'count per file', '7 per file'],
  [459, 'count', '459'],
  [1_234_567, 'count', '1,234,567'],
  [2.5, 'count/s', '2.5 /s'],
  [0.08444, 'cores', '84.4 mcores'],
  [0.1, 'cores', '0.1 cores'],
  [-0.00418, 'cores', '-4.18 mcores'],
  [0, 'cores', '0 cores'],
  [1e-12, 'share', '<0.001 %'],
  [0.12751, 'share', '12.8 %'],
  [0, 'share', '0 %'],
  [3, 'gizmos', '3 gizmos'],
])('%d %s is %s', (value, unit, text) => {
  expect(formatQuantity(value, unit)).toBe(text);
});

test('a delta has its sign', () => {
  expect([1, 0, -1].map((value) => formatDelta(value, 'bytes'))).toEqual(['+1 B', '0 B', '-1 B']);
});

test('there is no percentage of nothing', () => {
  expect([formatPercent(1, 8), formatPercent(1, 0)]).toEqual(['12.5 %', '']);
});
