import { expect, test } from 'vitest';
import { boxOf, timeAt, xOf } from './time-scale';

const scale = { range: { start: 1000, end: 2000 }, widthPx: 500 };

test('pixels to times and back', () => {
  expect([xOf(scale, 1000), xOf(scale, 1500), xOf(scale, 2000)]).toEqual([0, 250, 500]);
  expect([timeAt(scale, -5), timeAt(scale, 250), timeAt(scale, 999)]).toEqual([1000, 1500, 2000]);
});

test.each([
  ['inside', 1200, 1400, { left: 100, width: 100 }],
  ['cut at the start', 0, 1100, { left: 0, width: 50 }],
  ['around it', 0, 9000, { left: 0, width: 500 }],
  ['one moment', 1500, 1500, { left: 250, width: 0 }],
  ['before it', 0, 999, undefined],
  ['after it', 2001, 3000, undefined],
])('a band %s', (_, start, end, box) => {
  expect(boxOf(scale, { start, end })).toEqual(box);
});

test('an empty range or a chart without width has no places, and no NaN', () => {
  expect(xOf({ range: { start: 5, end: 5 }, widthPx: 100 }, 5)).toBe(0);
  expect(timeAt({ ...scale, widthPx: 0 }, 10)).toBe(1000);
});
