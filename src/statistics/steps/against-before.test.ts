import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../../tests/calibration/random';
import { pAgainstBefore } from './against-before';
import { bestChange } from './best-change';

const random = new Random(11);

/** Noise of which neighbours are correlated by `rho`. */
function noise(length: number, rho: number): number[] {
  let x = random.normal();
  return Array.from({ length }, () => (x = rho * x + Math.sqrt(1 - rho * rho) * random.normal()));
}

test('a leak that speeds up and slows down is sure where a straight line is not', () => {
  // Goroutines: 11 and then more and more slowly.
  const leak = Array.from({ length: 160 }, (_, i) =>
    i < 80 ? 11 : Math.round(11 + 3000 * Math.sqrt((i - 80) / 80)),
  );
  expect(bestChange(leak)!.p).toBeGreaterThan(0.01);
  expect(pAgainstBefore(leak)).toBeLessThan(1e-6);
});

test.each([0, 0.5, 0.9, 0.95])(
  'of noise with a correlation of %d at most one in fifty is sure to 1 %%',
  (rho) => {
    const sure = Array.from({ length: 400 }, () => pAgainstBefore(noise(160, rho))).filter(
      (p) => p < 0.01,
    );
    expect(sure.length).toBeLessThanOrEqual(8);
  },
);

test('the order of time and the unit do not matter, and what is constant is no change', () => {
  const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 16, maxLength: 60 });
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 1000 }), (values, factor) => {
      const p = pAgainstBefore(values);
      expect(pAgainstBefore([...values].reverse())).toBeCloseTo(p, 9);
      expect(pAgainstBefore(values.map((value) => value * factor))).toBeCloseTo(p, 6);
    }),
  );
  expect(pAgainstBefore(new Array<number>(40).fill(7))).toBe(1);
  expect(pAgainstBefore([1, 2, 3])).toBe(1);
});
