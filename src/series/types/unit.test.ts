import { expect, test } from 'vitest';
import { commonUnit, inFinestUnit } from './unit';

test.each([
  ['nanoseconds', 'nanoseconds', 1],
  ['microseconds', 'nanoseconds', 1e3],
  ['us', 'nanoseconds', 1e3],
  ['ms', 'nanoseconds', 1e6],
  ['Seconds', 'nanoseconds', 1e9],
  ['s', 'nanoseconds', 1e9],
  ['byte', 'bytes', 1],
  ['KB', 'bytes', 1024],
  ['megabytes', 'bytes', 2 ** 20],
  ['goroutines', 'goroutines', 1],
  ['__proto__', '__proto__', 1],
  ['', '', 1],
])('%j is of %j times %d', (unit, base, factor) => {
  expect(inFinestUnit(unit)).toEqual({ base, factor });
});

test('two units of one kind meet in the finer one', () => {
  expect(commonUnit('microseconds', 'nanoseconds')).toEqual({
    unit: 'nanoseconds',
    factors: [1000, 1],
  });
  expect(commonUnit('bytes', 'kilobytes')).toEqual({ unit: 'bytes', factors: [1, 1024] });
  expect(commonUnit('ms', 'milliseconds')).toEqual({ unit: 'ms', factors: [1, 1] });
  expect(commonUnit('count', 'count')).toEqual({ unit: 'count', factors: [1, 1] });
  expect(commonUnit('count', 'bytes')).toBeUndefined();
});
