import { expect, test } from 'vitest';
import { requestRateIn } from './request-rate';

const MINUTE = 60_000;
const of = { window: { start: 0, end: 4 * MINUTE }, timeZone: 'utc' };
const series = (...values: (number | null)[]) => ({
  times: values.map((_, i) => i * MINUTE),
  values,
});

test('points of the first minute are of before, those after the window of later', () => {
  expect(requestRateIn([series(1000, 2, 4, 6, 8, 1000)], of)).toEqual({
    perSecond: 5,
    formula: '5 requests/s = mean of 4 points from 00:01:00 to 00:04:00',
  });
});

test('units are added up at each moment, and one that is away for a while counts as 0 then', () => {
  const found = requestRateIn([series(0, 2, 2, 2, 2), series(0, null, null, 2, 2)], of);
  expect(found?.perSecond).toBe(3);
  expect(found?.formula).toContain(', each the sum of 2 series');
});

test('moments that no series has are no moments without requests', () => {
  expect(requestRateIn([series(0, 2, null, null, 4)], of)?.perSecond).toBe(3);
});

test('no requests are 0, no metric is not', () => {
  expect(requestRateIn([series(0, 0, 0)], of)?.perSecond).toBe(0);
  expect(requestRateIn([], of)).toBeUndefined();
  expect(requestRateIn([series(0, 5)], of)).toBeUndefined();
});
