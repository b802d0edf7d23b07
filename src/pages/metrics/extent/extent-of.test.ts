import { expect, test } from 'vitest';
import { extentOf } from './extent-of';

test('profiles reach from the first point with a value to the last one', () => {
  const labels = {};
  expect(
    extentOf([
      { labels, times: [1, 2, 3], values: [null, 5, null] },
      { labels, times: [4, 5], values: [0, null] },
    ]),
  ).toEqual({ start: 2, end: 4 });
  expect(extentOf([{ labels, times: [1], values: [null] }])).toBeUndefined();
});
