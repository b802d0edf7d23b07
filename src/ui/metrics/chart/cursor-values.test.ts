import { expect, test } from 'vitest';
import { lastValue, valueAt } from './cursor-values';

const series = { label: '', times: [10, 20, 30, 60], values: [1, null, 3, 6] };

test.each([
  ['on a point', 10, 1],
  ['near a point', 33, 3],
  ['in a gap', 21, undefined],
  ['before all, near enough', 1, 1],
  ['before all, too far', -1, undefined],
  ['between points that are far apart', 45, undefined],
])('%s', (_, time, value) => {
  expect(valueAt(series, time)).toBe(value);
});

test('a single point speaks for any time, no point for none', () => {
  expect(valueAt({ label: '', times: [10], values: [7] }, 9999)).toBe(7);
  expect(valueAt({ label: '', times: [], values: [] }, 1)).toBeUndefined();
});

test('the last value is the last that is no gap', () => {
  expect(lastValue({ label: '', times: [1, 2], values: [0, null] })).toBe(0);
  expect(lastValue({ label: '', times: [1], values: [null] })).toBeUndefined();
});
