import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadOrCost } from './load-or-cost';

test('more requests, each dearer', () => {
  // 0.5 cores at 100 requests/s, then 0.84 cores at 120.
  const found = loadOrCost([0.5, 0.84], [100, 120])!;
  expect(found.costs).toEqual([0.005, 0.007]);
  expect(found.load).toBeCloseTo(0.1, 12);
  expect(found.cost).toBeCloseTo(0.24, 12);
  expect(found.rateChange).toBeCloseTo(0.2, 12);
  expect(found.costChange).toBeCloseTo(0.4, 12);
});

test('twice the requests at the old cost are load and nothing else', () => {
  expect(loadOrCost([0.25, 0.5], [64, 128])).toMatchObject({ load: 0.25, cost: 0, costChange: 0 });
});

test('a function that is new is cost and nothing else, without a ratio', () => {
  const found = loadOrCost([0, 0.5], [10, 20])!;
  expect(found).toMatchObject({ load: 0, cost: 0.5, costChange: undefined });
});

test.each([
  [0, 1],
  [1, 0],
  [NaN, 1],
  [1, -1],
] as const)('without requests on both sides there is no cost of one: %d, %d', (a, b) => {
  expect(loadOrCost([1, 2], [a, b])).toBeUndefined();
});

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const rate = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

test('both parts are the delta to the last digits of the greatest of them', () => {
  fc.assert(
    fc.property(fc.tuple(value, value), fc.tuple(rate, rate), (values, rates) => {
      const { load, cost, delta } = loadOrCost(values, rates)!;
      const greatest = Math.max(...[load, cost, delta, ...values].map(Math.abs));
      expect(Math.abs(load + cost - delta)).toBeLessThanOrEqual(4 * Number.EPSILON * greatest);
    }),
  );
});

test('in whole numbers, of which nothing is rounded, they are the delta exactly', () => {
  const whole = fc.integer({ min: 0, max: 2 ** 20 });
  const power = fc.integer({ min: 0, max: 20 }).map((n) => 2 ** n);
  fc.assert(
    fc.property(fc.tuple(whole, whole), fc.tuple(power, whole), (values, [before, now]) => {
      const { load, cost, delta, costs } = loadOrCost(values, [before, now + 1])!;
      expect(load + cost).toBe(delta);
      // + 0: fewer requests of no cost are -0.
      expect(load).toBe((now + 1 - before) * costs[0] + 0);
    }),
  );
});

test('functions that add up to the total have parts that add up to its parts', () => {
  const powers = fc.integer({ min: 0, max: 10 }).map((n) => 2 ** n);
  const functions = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(functions, fc.tuple(powers, powers), (values, rates) => {
      const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
      const parts = values.map((pair) => loadOrCost(pair, rates)!);
      const whole = loadOrCost(
        [sum(values.map(([a]) => a)), sum(values.map(([, b]) => b))],
        rates,
      )!;
      expect(sum(parts.map(({ load }) => load))).toBe(whole.load);
      expect(sum(parts.map(({ cost }) => cost))).toBe(whole.cost);
    }),
  );
});
