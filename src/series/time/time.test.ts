import * as fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import {
  clampRange,
  millisecondsFromNanoseconds,
  nanosecondsFromMilliseconds,
  printNanoseconds,
  type Milliseconds,
  type Nanoseconds,
  type Seconds,
} from './time';

test('nanoseconds print with nine decimals', () => {
  expect(printNanoseconds(1_795_221_056_621_272_533n)).toBe('2026-11-21T00:30:56.621272533Z');
  expect(printNanoseconds(0n)).toBe('1970-01-01T00:00:00.000000000Z');
  expect(printNanoseconds(-1n)).toBe('1969-12-31T23:59:59.999999999Z');
  expect(printNanoseconds(-62_135_596_800_000_000_000n)).toBe('0001-01-01T00:00:00.000000000Z');
});

test('whole milliseconds survive the way there and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), (time) => {
      expect(millisecondsFromNanoseconds(nanosecondsFromMilliseconds(time))).toBe(time);
    }),
  );
});

test('a nanosecond belongs to the millisecond that it lies in', () => {
  expect(millisecondsFromNanoseconds(1_999_999n)).toBe(1);
  expect(millisecondsFromNanoseconds(-1n)).toBe(-1);
  expect(nanosecondsFromMilliseconds(0.5)).toBe(500_000n);
});

test.each([
  ['inside', { start: 2, end: 3 }, { start: 2, end: 3 }],
  ['over both ends', { start: 0, end: 9 }, { start: 1, end: 5 }],
  ['before', { start: -3, end: 0 }, { start: 1, end: 1 }],
  ['after', { start: 7, end: 9 }, { start: 5, end: 5 }],
])('a range %s the bounds', (_, range, clamped) => {
  expect(clampRange(range, { start: 1, end: 5 })).toEqual(clamped);
});

test('a duration in one unit is refused where another is meant, a plain number is not', () => {
  expectTypeOf<Seconds>().not.toExtend<Milliseconds>();
  expectTypeOf<Milliseconds>().not.toExtend<Seconds>();
  expectTypeOf<Nanoseconds>().not.toExtend<Milliseconds>();
  expectTypeOf<number>().toExtend<Milliseconds>();
});
