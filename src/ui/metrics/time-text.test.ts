import { expect, test } from 'vitest';
import { formatRange, formatTime } from './time-text';

const at = (text: string) => Date.parse(`2026-11-${text}Z`);

test('times in a zone', () => {
  const time = at('21T00:24:01.128');
  expect(formatTime(time, 'second', 'utc')).toBe('00:24:01');
  expect(formatTime(time, 'millisecond', 'utc')).toBe('00:24:01.128');
  expect(formatTime(time, 'second', 'Europe/Berlin')).toBe('01:24:01');
  expect(formatTime(time, 'moment', 'America/New_York')).toBe('Nov 20, 19:24:01');
});

test.each([
  ['21T00:18:00', '21T00:23:00', 'Nov 21, 00:18:00 to 00:23:00'],
  ['21T23:58:00', '22T00:03:00', 'Nov 21, 23:58:00 to Nov 22, 00:03:00'],
  ['21T00:18:00', '21T00:18:00.250', 'Nov 21, 00:18:00.000 to 00:18:00.250'],
])('%s to %s', (start, end, text) => {
  expect(formatRange({ start: at(start), end: at(end) }, 'utc')).toBe(text);
});
