import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseClock, printClock } from './clock-text';

const time = Date.parse('2026-11-21T00:14:00Z');

test('what is printed in a zone is read in it again, also where clocks are put back', () => {
  const zones = ['utc', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'Australia/Lord_Howe'];
  const back = Date.parse('2026-10-25T00:00:00Z');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: back - 3 * 3_600_000, max: back + 3 * 3_600_000 }),
      ),
      fc.constantFrom(...zones),
      (moment, zone) => {
        expect(parseClock(printClock(moment, zone), 0, zone)).toBe(moment);
      },
    ),
  );
});

test('as the range picker writes it, with the offset where clocks show it twice', () => {
  expect(printClock(time, 'utc')).toBe('2026-11-21 00:14:00');
  expect(printClock(time + 5, 'Asia/Kolkata')).toBe('2026-11-21 05:44:00.005');
  expect(printClock(Date.parse('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe(
    '2026-10-25 02:30:00 +01:00',
  );
});

test('a zone of its own, epoch ms and a time of day alone', () => {
  expect(parseClock('2026-11-21T00:14:00Z', 0, 'Asia/Kolkata')).toBe(time);
  expect(parseClock(' 2026-11-21 02:14 +02:00 ', 0, 'utc')).toBe(time);
  expect(parseClock('2026-11-20 20:14:00 -0400', 0, 'utc')).toBe(time);
  expect(parseClock(String(time), 0, 'Asia/Kolkata')).toBe(time);
  // At that moment it is the 21st in Kolkata already.
  const late = Date.parse('2026-11-20T23:00:00Z');
  expect(parseClock('05:44', late, 'Asia/Kolkata')).toBe(time);
});

test('what is no time', () => {
  for (const text of ['', 'now', '2026-02-31 00:00', '2026-11-21', '25:00', '10:61', '1', '<b>'])
    expect(parseClock(text, time, 'utc'), text).toBeUndefined();
});
