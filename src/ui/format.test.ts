// @vitest-environment jsdom
import { getValueFormat } from '@grafana/data';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactValue, formatDelta, formatPercent, formatSignedPercent, formatValue } from './format';

test.each([
  [0.42, 'cores', '0.42 cores'],
  [0.42, 'cores per unit', '0.42 cores per unit'],
  [310 * 2 ** 20, 'bytes/s per unit', '310 MiB/s per unit'],
  [1_240_000, 'nanoseconds per request', '1.24 ms per request'],
  [1.2449, 'cores', '1.24 cores'],
  [0.0001234, 'cores', '0.123 mcores'],
  [0.00418, 'cores per unit', '4.18 mcores per unit'],
  [0.09994, 'cores', '99.9 mcores'],
  [0.09996, 'cores', '0.1 cores'],
  [1e-12, 'cores', '<0.000001 mcores'],
  [1e-9, 'count/s', '<0.000001/s'],
  [123.456, 'cores', '123 cores'],
  [1234.56, 'cores', '1,235 cores'],
  [0, 'cores', '0 cores'],
  [1.24e9, 'nanoseconds', '1.24 s'],
  [0, 'nanoseconds', '0 ns'],
  [15_300, 'nanoseconds', '15.3 µs'],
  [999_999_999.9, 'nanoseconds', '1 s'],
  [-1.5e6, 'nanoseconds', '−1.5 ms'],
  [310 * 2 ** 20, 'bytes', '310 MiB'],
  [1023 * 2 ** 20, 'bytes', '1,023 MiB'],
  [1023.99 * 2 ** 10, 'bytes', '1 MiB'],
  [-3 * 2 ** 10, 'bytes', '−3 KiB'],
  [310 * 2 ** 20, 'bytes/s', '310 MiB/s'],
  [12, 'count', '12'],
  [0.5, 'count/s', '0.5/s'],
  [12_400, 'goroutines', '12.4 K goroutines'],
  [0.412, 'share', '41.2 %'],
  [2000, 'microseconds', '2 ms'],
  [2, 'ms', '2 ms'],
  [1536, 'kb', '1.5 MiB'],
  [0.5, 'sec/s', '500 ms/s'],
  [7, '__proto__', '7 __proto__'],
  [7, '', '7'],
  [Infinity, 'bytes', '∞ bytes'],
  [NaN, 'cores', '– cores'],
])('%d %s is %s', (value, unit, text) => {
  expect(formatValue(value, unit)).toBe(text);
});

test.each([
  [0.156, 'cores', '+0.156 cores'],
  [-12 * 2 ** 20, 'bytes', '−12 MiB'],
  [0, 'bytes', '0 B'],
  [0.052, 'share', '+5.2 pp'],
  [-0.052, 'share', '−5.2 pp'],
])('the difference %d %s is %s', (value, unit, text) => {
  expect(formatDelta(value, unit)).toBe(text);
});

test.each([
  [0.412, '41.2 %', '+41.2 %'],
  [-0.06, '−6 %', '−6 %'],
  [0, '0 %', '0 %'],
  [1, '100 %', '+100 %'],
  [35, '3,500 %', '+3,500 %'],
  [0.000_000_1, '<0.001 %', '+<0.001 %'],
  [NaN, '–', '–'],
  [Infinity, '∞ %', '+∞ %'],
])('the ratio %d is %s, signed %s', (ratio, plain, signed) => {
  expect(formatPercent(ratio)).toBe(plain);
  expect(formatSignedPercent(ratio)).toBe(signed);
});

test('the exact value has every digit', () => {
  expect(exactValue(1_240_000_123, 'nanoseconds')).toBe('1,240,000,123 nanoseconds');
  expect(exactValue(2 ** 53, 'bytes')).toBe('9,007,199,254,740,992 bytes');
  expect(exactValue(-0.1, 'cores')).toBe('−0.1 cores');
  expect(exactValue(12e15, 'nanoseconds')).toBe('≈ 12,000,000,000,000,000 nanoseconds');
  expect(exactValue(3, '')).toBe('3 count');
  expect(exactValue(0.0111379310344828, 'cores')).toBe('11.1379 mcores');
  expect(exactValue(0.25 / 30, 'cores per unit')).toBe('8.33333 mcores per unit');
  expect(exactValue(25_330_000_000 / 3, 'bytes')).toBe('8,443,333,333.333 bytes');
  expect(exactValue(1e-9 / 3, 'share')).toBe('0.000000000333333 share');
});

test('a sign is never lost, and never invented', () => {
  const units = fc.constantFrom('cores', 'nanoseconds', 'bytes', 'count', 'share', 'bytes/s');
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: 1e-12, max: 1e18 }), units, (value, unit) => {
      expect(formatValue(-value, unit)).toBe(`−${formatValue(value, unit)}`);
      expect(formatDelta(value, unit).startsWith('+')).toBe(true);
    }),
  );
});

test('values are scaled as Grafana scales them', () => {
  const units = fc.constantFrom(
    ['nanoseconds', 'ns'],
    ['microseconds', 'µs'],
    ['milliseconds', 'ms'],
    ['seconds', 's'],
    ['bytes', 'bytes'],
    ['count', 'short'],
  );
  // Over all steps.
  const values = fc.tuple(fc.integer({ min: 100, max: 999 }), fc.integer({ min: -2, max: 24 }));
  fc.assert(
    fc.property(values, units, ([digits, power], [unit, grafanas]) => {
      const value = Number(`${digits}e${power - 2}`);
      const { text, suffix = '' } = getValueFormat(grafanas)(value, 12);
      // What is rounded can have another unit: 59.96 min is 1 hour.
      fc.pre(Number(Number(text).toPrecision(3)) === Number(text));
      const [, number, word] = /^([\d,.]+)(.*)$/.exec(formatValue(value, unit!))!;
      expect(word).toBe(suffix);
      const shown = Number(number!.replaceAll(',', ''));
      // Past 2^53 each is rounded on its own way.
      expect(Math.abs(shown - Number(text))).toBeLessThanOrEqual(1e-12 * shown);
    }),
    { numRuns: 2000 },
  );
});
