import { expect, test } from 'vitest';
import { readDuration, readSize, readTime } from './quantities';

test.each([
  ['20m', 1_200_000],
  ['1h30m', 5_400_000],
  ['250ms', 250],
])('duration %s', (text, ms) => expect(readDuration(text)).toBe(ms));

test.each(['', '20', 'm', '0s', '20 m', '20mx', '-5m'])('no duration: %s', (text) =>
  expect(() => readDuration(text)).toThrow('expected a duration'),
);

test.each([
  ['200MB', 200_000_000],
  ['1.5kb', 1500],
  ['7', 7],
])('size %s', (text, bytes) => expect(readSize(text)).toBe(bytes));

test('no size, no time', () => {
  expect(() => readSize('big')).toThrow('expected a size');
  expect(() => readTime('2026')).toThrow('expected a time');
  expect(readTime('2026-11-21T00:00:00Z')).toBe(1_795_219_200_000);
});
