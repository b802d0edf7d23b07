import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baselinePresets, overlaps, type BaselinePresetId } from './baseline-presets';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 12);

function rangeOf(
  id: BaselinePresetId,
  range: { start: number; end: number },
  { now = NOW, timeZone = 'utc' } = {},
) {
  return baselinePresets[id](range, { now, timeZone });
}

test('the previous period ends just before the range, so that no scrape is on both sides', () => {
  const range = { start: NOW - 10 * MINUTE, end: NOW - 5 * MINUTE };
  expect(rangeOf('previousPeriod', range)).toEqual({
    start: NOW - 15 * MINUTE - 1,
    end: NOW - 10 * MINUTE - 1,
  });
});

test('a day and a week before', () => {
  const range = { start: NOW - 10 * MINUTE, end: NOW - 5 * MINUTE };
  expect(rangeOf('dayBefore', range)).toEqual({ start: range.start - DAY, end: range.end - DAY });
  expect(rangeOf('weekBefore', range)).toEqual({
    start: range.start - 7 * DAY,
    end: range.end - 7 * DAY,
  });
});

test.each([
  ['Europe/Berlin', '2026-10-25T12:00+01:00', '2026-10-24T12:00+02:00', '2026-10-18T12:00+02:00'],
  ['Europe/Berlin', '2026-03-29T12:00+02:00', '2026-03-28T12:00+01:00', '2026-03-22T12:00+01:00'],
  ['Europe/Berlin', '2026-10-25T02:30+01:00', '2026-10-24T02:30+02:00', '2026-10-18T02:30+02:00'],
  [
    'America/New_York',
    '2026-11-01T09:00-05:00',
    '2026-10-31T09:00-04:00',
    '2026-10-25T09:00-04:00',
  ],
  [
    'Australia/Lord_Howe',
    '2026-04-05T09:00+10:30',
    '2026-04-04T09:00+11:00',
    '2026-03-29T09:00+11:00',
  ],
  ['utc', '2026-10-25T12:00Z', '2026-10-24T12:00Z', '2026-10-18T12:00Z'],
])('in %s the local hour of %s stays, and so does the length', (timeZone, start, day, week) => {
  const length = 90 * MINUTE;
  const of = (text: string) => ({ start: Date.parse(text), end: Date.parse(text) + length });
  expect(rangeOf('dayBefore', of(start), { timeZone })).toEqual(of(day));
  expect(rangeOf('weekBefore', of(start), { timeZone })).toEqual(of(week));
});

test('what is still to come has no counterpart', () => {
  const range = { start: NOW - 10 * MINUTE, end: NOW + 50 * MINUTE };
  expect(rangeOf('dayBefore', range)).toEqual({
    start: NOW - 10 * MINUTE - DAY,
    end: NOW - DAY,
  });
  expect(rangeOf('previousPeriod', range).start).toBe(NOW - 20 * MINUTE - 1);
});

test('a range of more than a day overlaps the day before: the page can see it', () => {
  const range = { start: NOW - 2 * DAY, end: NOW };
  expect(overlaps(range, rangeOf('dayBefore', range))).toBe(true);
  expect(overlaps(range, rangeOf('weekBefore', range))).toBe(false);
});

test('the previous period never overlaps', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(2e9), (start, length, now) => {
      const range = { start, end: start + length };
      const before = rangeOf('previousPeriod', range, { now });
      expect(overlaps(range, before)).toBe(false);
      expect(before.end).toBeGreaterThanOrEqual(before.start);
    }),
  );
});
