import { expect, test } from 'vitest';
import { formatRange, formatTime, formatZone } from './time-text';

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

const october = (text: string) => Date.parse(`2026-10-${text}`);

test('a time that the clocks show twice says which one it is', () => {
  const [first, second] = [october('25T00:30:00Z'), october('25T01:30:00Z')];
  expect(formatTime(first, 'minute', 'Europe/Berlin')).toBe('02:30 +02:00');
  expect(formatTime(second, 'minute', 'Europe/Berlin')).toBe('02:30 +01:00');
  expect(formatTime(second, 'moment', 'Europe/Berlin')).toBe('Oct 25, 02:30:00 +01:00');
  expect(formatTime(second, 'minuteOfDay', 'Europe/Berlin')).toBe('Oct 25, 02:30 +01:00');
  expect(formatTime(second, 'day', 'Europe/Berlin')).toBe('Oct 25');
  expect(formatTime(october('25T02:00:00Z'), 'minute', 'Europe/Berlin')).toBe('03:00');
  expect(formatTime(second, 'minute', 'utc')).toBe('01:30');
});

test.each([
  ['25T00:00:00Z', '25T00:59:00Z', 'Oct 25, 02:00:00 +02:00 to 02:59:00 +02:00'],
  ['25T01:00:00Z', '25T01:59:00Z', 'Oct 25, 02:00:00 +01:00 to 02:59:00 +01:00'],
  ['24T23:00:00Z', '25T03:00:00Z', 'Oct 25, 01:00:00 +02:00 to 04:00:00 +01:00'],
  ['24T20:00:00Z', '24T23:00:00Z', 'Oct 24, 22:00:00 to Oct 25, 01:00:00'],
])('%s to %s in Europe/Berlin', (start, end, text) => {
  expect(formatRange({ start: october(start), end: october(end) }, 'Europe/Berlin')).toBe(text);
});

test.each([
  ['utc', '24T22:00:00Z', '25T04:00:00Z', 'UTC'],
  ['Europe/Berlin', '24T22:00:00Z', '24T23:00:00Z', 'Europe/Berlin, UTC+02:00'],
  ['Europe/Berlin', '24T22:00:00Z', '25T04:00:00Z', 'Europe/Berlin, UTC+02:00 and UTC+01:00'],
  ['Asia/Kolkata', '24T22:00:00Z', '25T04:00:00Z', 'Asia/Kolkata, UTC+05:30'],
])('the zone %s of %s to %s', (zone, start, end, text) => {
  expect(formatZone({ start: october(start), end: october(end) }, zone)).toBe(text);
});
