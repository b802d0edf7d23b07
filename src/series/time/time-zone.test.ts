import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysBefore, isShownTwice, offsetAt, offsetChanges, printOffset } from './time-zone';

const at = (text: string) => Date.parse(text);
const MINUTE = 60_000;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'utc'];

test.each([
  ['2026-10-25T00:59:59Z', 'Europe/Berlin', '+02:00'],
  ['2026-10-25T01:00:00Z', 'Europe/Berlin', '+01:00'],
  ['2026-11-01T05:59:59Z', 'America/New_York', '-04:00'],
  ['2026-11-01T06:00:00Z', 'America/New_York', '-05:00'],
  ['2026-04-04T14:59:59Z', 'Australia/Lord_Howe', '+11:00'],
  ['2026-04-04T15:00:00Z', 'Australia/Lord_Howe', '+10:30'],
  ['2026-10-25T01:00:00Z', 'utc', '+00:00'],
])('the offset at %s in %s is %s', (time, zone, offset) => {
  expect(printOffset(offsetAt(at(time), zone))).toBe(offset);
});

test('changes of the offset in a range', () => {
  const year = { start: at('2026-01-01T00:00:00Z'), end: at('2026-12-31T00:00:00Z') };
  const changes = (zone: string) =>
    offsetChanges(year, zone).map((time) => new Date(time).toISOString());
  expect(changes('Europe/Berlin')).toEqual([
    '2026-03-29T01:00:00.000Z',
    '2026-10-25T01:00:00.000Z',
  ]);
  expect(changes('Australia/Lord_Howe')).toEqual([
    '2026-04-04T15:00:00.000Z',
    '2026-10-03T15:30:00.000Z',
  ]);
  expect(changes('utc')).toEqual([]);
});

test.each([
  ['2026-10-24T23:59:59Z', 'Europe/Berlin', false],
  ['2026-10-25T00:00:00Z', 'Europe/Berlin', true],
  ['2026-10-25T01:59:59Z', 'Europe/Berlin', true],
  ['2026-10-25T02:00:00Z', 'Europe/Berlin', false],
  // Clocks are put on: nothing is shown twice.
  ['2026-03-29T01:30:00Z', 'Europe/Berlin', false],
  ['2026-11-01T05:30:00Z', 'America/New_York', true],
  ['2026-11-01T06:30:00Z', 'America/New_York', true],
  ['2026-04-04T14:29:59Z', 'Australia/Lord_Howe', false],
  ['2026-04-04T14:30:00Z', 'Australia/Lord_Howe', true],
  ['2026-04-04T15:29:59Z', 'Australia/Lord_Howe', true],
  ['2026-10-25T00:30:00Z', 'utc', false],
])('%s in %s is shown twice: %s', (time, zone, twice) => {
  expect(isShownTwice(at(time), zone)).toBe(twice);
});

test.each([
  ['over the end of summer time', '2026-10-25T12:00:00+01:00', '2026-10-24T12:00:00+02:00'],
  ['over its begin', '2026-03-29T12:00:00+02:00', '2026-03-28T12:00:00+01:00'],
  ['onto a time shown twice', '2026-10-26T02:30:00+01:00', '2026-10-25T02:30:00+01:00'],
  ['from its first showing', '2026-10-25T02:30:00+02:00', '2026-10-24T02:30:00+02:00'],
  ['from its second showing', '2026-10-25T02:30:00+01:00', '2026-10-24T02:30:00+02:00'],
  ['onto a time left out', '2026-03-30T02:30:00+02:00', '2026-03-29T03:30:00+02:00'],
])('a day before, %s', (_, time, before) => {
  expect(daysBefore(at(time), 1, 'Europe/Berlin')).toBe(at(before));
});

test('days before shows the same clock, unless that day left it out', () => {
  const year = fc.integer({ min: at('2026-01-10T00:00:00Z'), max: at('2027-01-10T00:00:00Z') });
  fc.assert(
    fc.property(year, fc.constantFrom(1, 7), fc.constantFrom(...ZONES), (time, days, zone) => {
      const before = daysBefore(time, days, zone);
      const clock = (moment: number) => moment + offsetAt(moment, zone);
      const off = clock(before) - (clock(time) - days * 24 * 60 * MINUTE);
      const leftOut = offsetChanges({ start: before - 120 * MINUTE, end: before }, zone).length > 0;
      expect(off).toBeGreaterThanOrEqual(0);
      if (!leftOut) expect(off).toBe(0);
    }),
  );
});
