import { expect, test } from 'vitest';
import { formatDelta, formatPercent, formatQuantity } from './quantity';

test.each([
  [4_497_000_000, 'nanoseconds', '4.5 s'],
  [12_345_000_000_000, 'nanoseconds', '12345 s'],
  [1_500, 'nanoseconds', '1.5 µs'],
  [0, 'nanoseconds', '0 ns'],
  [-2_000_000, 'nanoseconds', '-2 ms'],
  [999_600, 'nanoseconds', '1000 µs'],
  [1023, 'bytes', '1023 B'],
  [1_300_000, 'bytes', '1.24 MiB'],
  [1536, 'bytes/s', '1.5 KiB/s'],
  [459, 'count', '459'],
  [1_234_567, 'count', '1234567'],
  [2.5, 'count/s', '2.5 /s'],
  [0.08444, 'cores', '0.0844 cores'],
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
