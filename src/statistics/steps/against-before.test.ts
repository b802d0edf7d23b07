import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../../tests/calibration/random';
import { againstBefore } from './against-before';
import { bestChange } from './best-change';

const random = new Random(11);
const LENGTH = 160;

const pOf = (values: readonly number[]) => againstBefore(values).p;

/** Noise of which neighbours are correlated by `rho`; 1: a random walk. */
function noise(length: number, rho: number): number[] {
  let x = random.normal();
  const news = rho === 1 ? 1 : Math.sqrt(1 - rho * rho);
  return Array.from({ length }, () => (x = rho * x + news * random.normal()));
}

/** 1, and from `at` on up by `size` in the end, as `pace` (0 to 1) has it. */
function leak(at: number, pace: (part: number) => number, { size = 2, sd = 0.003 } = {}) {
  return noise(LENGTH, 0.5).map(
    (each, i) => (1 + (i < at ? 0 : size * pace((i - at) / (LENGTH - at)))) * (1 + sd * each),
  );
}

const slowsDown = Math.sqrt;
const comesToRest = (part: number) => 1 - Math.exp(-4 * part);
const speedsUp = (part: number) => part * part;

const begins = [16, 32, 48, 80, 120];

test.each(begins)(
  'a leak that is no straight line is sure, wherever it begins: %d of 160',
  (at) => {
    for (const pace of [slowsDown, comesToRest, speedsUp]) {
      const values = leak(at, pace);
      expect(bestChange(values)!.p).toBeGreaterThan(0.01);
      expect(pOf(values)).toBeLessThan(1e-4);
    }
  },
);

test.each(begins)('it is dated to within two values where it begins at once: %d of 160', (at) => {
  for (const pace of [slowsDown, comesToRest]) {
    const { since } = againstBefore(leak(at, pace));
    expect(Math.abs(since!.at - at)).toBeLessThanOrEqual(since!.within);
    expect(since!.within).toBeLessThanOrEqual(3);
  }
});

test('one that speeds up is dated to where it leaves the noise', () => {
  const { since } = againstBefore(leak(48, speedsUp));
  const seen = leak(48, speedsUp, { sd: 0 }).findIndex((value) => value > 1 + 3 * 0.003);
  expect(Math.abs(since!.at - seen)).toBeLessThanOrEqual(since!.within + 2);
});

test('what comes to a level at the end has no date', () => {
  const { p, since } = againstBefore(leak(48, slowsDown).reverse());
  expect(p).toBeLessThan(1e-6);
  expect(since).toBeUndefined();
});

test.each([0, 0.5, 0.9, 0.95, 0.99, 1])(
  'of noise with a correlation of %d at most one in fifty is sure to 1 %%',
  (rho) => {
    const sure = Array.from({ length: 400 }, () => pOf(noise(LENGTH, rho))).filter((p) => p < 0.01);
    expect(sure.length).toBeLessThanOrEqual(8);
  },
);

/** Each value anew after so many on average, as a heap does between collections. */
function heldFor(values: number): number[] {
  let level = random.normal();
  return Array.from({ length: LENGTH }, () =>
    random.uniform() < 1 / values ? (level = random.normal()) : level,
  );
}

/** Next to nothing, and now and then much for a while. */
function bursts(): number[] {
  let left = 0;
  return Array.from({ length: LENGTH }, () => {
    if (random.uniform() < 0.02) left = 5;
    return (left-- > 0 ? Math.exp(2 * random.normal()) : 0) + 0.01 * random.normal();
  });
}

test.each([
  ['whole numbers', () => noise(LENGTH, 0.95).map((each) => Math.round(1.2 * each))],
  ['values that stay for a while', () => heldFor(5)],
  ['values that stay for long', () => heldFor(15)],
  ['bursts', bursts],
  ['a sawtooth', () => Array.from({ length: LENGTH }, (_, i) => (i % 40) + 0.8 * random.normal())],
])('of %s at most one in twenty-five is sure to 1 %%', (_, draw) => {
  const sure = Array.from({ length: 400 }, () => pOf(draw())).filter((p) => p < 0.01);
  expect(sure.length).toBeLessThanOrEqual(16);
});

test('the order of time and the unit do not matter, and what is constant is no change', () => {
  const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 16, maxLength: 60 });
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 1000 }), (values, factor) => {
      const p = pOf(values);
      expect(pOf([...values].reverse())).toBeCloseTo(p, 9);
      expect(pOf(values.map((value) => value * factor))).toBeCloseTo(p, 6);
    }),
  );
  expect(againstBefore(new Array<number>(40).fill(7))).toEqual({ p: 1 });
  expect(againstBefore([1, 2, 3])).toEqual({ p: 1 });
});

test('of values that do not vary any step is sure, and has its place', () => {
  const step = Array.from({ length: LENGTH }, (_, i) => (i < 120 ? 3 : 5 + (i % 2)));
  expect(againstBefore(step)).toEqual({ p: 0, since: { at: 120, within: 1 } });
});
