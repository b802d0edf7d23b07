import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueAxis } from './value-axis';

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
