import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  between,
  moveEdge,
  moveWindow,
  nearestPlace,
  stepTime,
  wholeSeconds,
} from './window-arithmetic';

test('between takes its moments in either order', () => {
  expect(between(7, 3)).toEqual({ start: 3, end: 7 });
  expect(between(3, 7)).toEqual({ start: 3, end: 7 });
});

test('an edge that is pulled past the other becomes the other', () => {
  const window = { start: 10, end: 20 };
  expect(moveEdge(window, 'start', 15)).toEqual({ start: 15, end: 20 });
  expect(moveEdge(window, 'start', 25)).toEqual({ start: 20, end: 25 });
  expect(moveEdge(window, 'end', 5)).toEqual({ start: 5, end: 10 });
});

const bounds = { start: 0, end: 1_000_000 };

test('a window that is moved stays as wide, and as far inside as it was', () => {
  const end = fc.integer({ min: -2_000_000, max: 2_000_000 });
  fc.assert(
    fc.property(end, end, end, (a, b, by) => {
      const window = between(a, b);
      const moved = moveWindow(window, by, bounds);
      expect(moved.end - moved.start).toBe(window.end - window.start);
      const out = ({ start, end }: typeof window) => Math.max(0, -start) + Math.max(0, end - 1e6);
      expect(out(moved)).toBeLessThanOrEqual(out(window));
    }),
  );
  expect(moveWindow({ start: 100_000, end: 300_000 }, 1_400, bounds)).toEqual({
    start: 101_000,
    end: 301_000,
  });
  expect(moveWindow({ start: 100_000, end: 300_000 }, 9e5, bounds).end).toBe(1_000_000);
});

test.each([
  ['widened', { start: 1_400, end: 5_100 }, 0, 100_000, { start: 1_000, end: 6_000 }],
  ['within bounds', { start: 1_400, end: 99_600 }, 1_200, 99_800, { start: 1_200, end: 99_800 }],
  ['as it is in less than a minute', { start: 14, end: 51 }, 0, 59_999, { start: 14, end: 51 }],
])('whole seconds: %s', (_, range, start, end, expected) => {
  expect(wholeSeconds(range, { start, end })).toEqual(expected);
});

const ascending = fc
  .uniqueArray(fc.integer({ min: -1000, max: 1000 }), { maxLength: 30 })
  .map((times) => times.sort((a, b) => a - b));

test('the nearest place is the one that looking at all places finds', () => {
  fc.assert(
    fc.property(ascending, fc.integer({ min: -1200, max: 1200 }), (times, time) => {
      const distances = times.map((one) => Math.abs(one - time));
      expect(nearestPlace(times, time)).toBe(distances.indexOf(Math.min(...distances)));
    }),
  );
});

test.each([
  ['to the next', 20, 1, 30],
  ['to the one before', 20, -1, 10],
  ['from between, forward', 15, 1, 20],
  ['from between, back', 15, -1, 10],
  ['not past the end', 20, 10, 30],
  ['not past the start', 20, -10, 10],
  ['from after the end', 99, -1, 30],
])('a step %s', (_, time, count, expected) => {
  expect(stepTime([10, 20, 30], time, count)).toBe(expected);
});

test('without points a step stays', () => {
  expect(stepTime([], 5, 1)).toBe(5);
});
