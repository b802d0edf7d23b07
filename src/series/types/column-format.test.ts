import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnFormat } from './column-format';

test.each([
  ['cores', [0.106, 0.0047, 0.00004, 0], 'mcores', ['106.0', '4.7', '<0.1', '0']],
  ['cores per unit', [1.2, 0.0047, -0.3], 'cores', ['1.200', '0.005', '−0.300']],
  ['cores', [120, 0.0047], 'cores', ['120.000', '0.005']],
  ['bytes', [250 * 2 ** 30, 13 * 2 ** 20], 'GiB', ['250.000', '0.013']],
  ['nanoseconds', [5.59e9, 21e6], 's', ['5.590', '0.021']],
  ['nanoseconds', [7200e9, 1e9], 's', ['7,200', '1']],
  ['nanoseconds', [35e6], 'ms', ['35.00']],
  ['milliseconds', [35, 1], 'ms', ['35', '1']],
  ['bytes', [310 * 2 ** 20, 2 ** 20], 'MiB', ['310.0', '1.0']],
  ['bytes', [12, 7], 'B', ['12', '7']],
  ['bytes/s', [3 * 2 ** 20, 2 ** 10], 'MiB/s', ['3.000', '0.001']],
  ['count', [12_400, 3], '', ['12,400', '3']],
  ['count', [2.5, 1], '', ['2.500', '1.000']],
  ['goroutines', [128, 2], 'goroutines', ['128', '2']],
  ['objects', [12_345_678, 1], 'Mil objects', ['12.35', '<0.01']],
  ['share', [0.5, 0.0447, 0.000001], '%', ['50.00', '4.47', '<0.01']],
  ['__proto__', [7], '__proto__', ['7']],
  ['count', [NaN, Infinity], '', ['–', '∞']],
  ['cores', [], 'mcores', []],
])('a column in %s of %j is in %s: %j', (unit, values, name, texts) => {
  const format = columnFormat(values, unit);
  expect(format.unit).toBe(name);
  expect(values.map(format.textOf)).toEqual(texts);
});

test('a difference has its sign', () => {
  const { deltaOf } = columnFormat([0.00418, -0.012], 'cores');
  expect([0.00418, -0.012, 0].map(deltaOf)).toEqual(['+4.18', '−12.00', '0']);
});

test('points stand below each other, nothing has an exponent, and order is kept', () => {
  const units = fc.constantFrom('cores', 'nanoseconds', 'bytes', 'count', 'share', 'count/s');
  const values = fc.array(fc.double({ noNaN: true, min: 0, max: 1e15 }), { minLength: 1 });
  fc.assert(
    fc.property(values, units, (column, unit) => {
      const { textOf } = columnFormat(column, unit);
      const texts = column.map(textOf);
      expect(texts.join()).not.toMatch(/e/);
      const places = texts
        .filter((text) => text !== '0')
        .map((text) => text.length - (text.includes('.') ? text.indexOf('.') : text.length));
      expect(new Set(places).size).toBeLessThanOrEqual(1);
      const sorted = column.toSorted((a, b) => a - b);
      const numbers = sorted.map((value) => Number(textOf(value).replace(/[<,]/g, '')));
      for (let i = 1; i < numbers.length; i++)
        expect(numbers[i]!).toBeGreaterThanOrEqual(numbers[i - 1]!);
    }),
  );
});
