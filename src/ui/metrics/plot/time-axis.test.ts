import { expect, test } from 'vitest';
import { timeTicks } from './time-axis';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string) => Date.parse(`2026-11-21T${text}Z`);

test.each([
  ['5 minutes', '00:18:00', 5 * MINUTE, 480, 'utc', '00:18 00:19 00:20 00:21 00:22 00:23'],
  ['a start between', '00:18:20', 4 * MINUTE, 480, 'utc', '00:19 00:20 00:21 00:22'],
  ['narrow', '00:18:00', 24 * MINUTE, 160, 'utc', '00:30'],
  ['midnight is a day', '22:00:00', 6 * HOUR, 320, 'utc', '22:00 Nov 22 02:00 04:00'],
  ['seconds', '00:18:00', 20_000, 320, 'utc', '00:18:00 00:18:05 00:18:10 00:18:15 00:18:20'],
  ['days', '00:00:00', 3 * 24 * HOUR, 320, 'utc', 'Nov 21 Nov 22 Nov 23 Nov 24'],
  ['half an hour off', '00:00:00', 6 * HOUR, 240, 'Asia/Kolkata', '06:00 08:00 10:00'],
  ['behind UTC', '00:00:00', 6 * HOUR, 240, 'America/New_York', '20:00 22:00 Nov 21'],
])('%s', (_, start, span, width, zone, labels) => {
  const ticks = timeTicks({ start: at(start), end: at(start) + span }, width, zone);
  expect(ticks.map((tick) => tick.label).join(' ')).toBe(labels);
});

test('ten years and one millisecond have few ticks', () => {
  expect(timeTicks({ start: 0, end: 3650 * 24 * HOUR }, 400, 'utc').length).toBeLessThanOrEqual(6);
  expect(timeTicks({ start: 0, end: 1 }, 400, 'utc').map((tick) => tick.time)).toEqual([0, 1]);
  expect(timeTicks({ start: 5, end: 5 }, 400, 'utc')).toEqual([]);
});
