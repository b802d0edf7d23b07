// @vitest-environment jsdom
import { dateMath } from '@grafana/data';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { resolveEnd, resolveRange } from './range-end';

const now = Date.UTC(2026, 10, 21, 12);
const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const ranges = [
  { raw: { from: 'now-1h', to: 'now' }, range: { start: now - 3_600_000, end: now } },
  { raw: { from: '1000', to: '2000' }, range: { start: 1000, end: 2000 } },
  {
    raw: { from: '2026-11-21T00:14:00Z', to: '2026-11-21T00:34:00.500Z' },
    range: { start: Date.UTC(2026, 10, 21, 0, 14), end: Date.UTC(2026, 10, 21, 0, 34, 0, 500) },
  },
  { raw: { from: '2000', to: '1000' }, range: undefined },
  { raw: { from: 'yesterday', to: 'now' }, range: undefined },
  { raw: { from: '', to: '' }, range: undefined },
  // No Date is so long ago, or so far ahead.
  { raw: { from: 'now-9999999999d/d', to: 'now' }, range: undefined },
  { raw: { from: 'now-9999999999h', to: 'now' }, range: undefined },
  { raw: { from: '0', to: '99999999999999999999' }, range: undefined },
];
test.each(ranges)('$raw.from to $raw.to', ({ raw, range }) => {
  expect(resolveRange(raw, { now })).toEqual(range);
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
];
const steps = fc
  .array(
    fc.record({
      operator: fc.constantFrom('-', '+', '/'),
      count: fc.oneof(
        fc.constant(''),
        fc.integer({ min: 0, max: 30 }).map(String),
        fc.constantFrom('1', '400', '12345678901'),
      ),
      unit: fc.constantFrom('y', 'Q', 'M', 'w', 'd', 'h', 'm', 's', 'fQ', 'fy', 'x', ''),
    }),
    { maxLength: 2 },
  )
  .map((all) => all.map(({ operator, count, unit }) => operator + count + unit).join(''));

test.each(zones)('a relative end is what Grafana makes of it, in %s', (timeZone) => {
  process.env['TZ'] = timeZone;
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(timeZone);
  const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
  fc.assert(
    fc.property(steps, moment, fc.boolean(), (math, at, roundUp) => {
      const theirs = dateMath.toDateTime(`now${math}`, { roundUp, now: new Date(at) })?.valueOf();
      const ours = resolveEnd(`now${math}`, { now: at, roundUp, timeZone });
      expect(ours).toBe(Number.isFinite(theirs) ? theirs : undefined);
    }),
    { numRuns: 500, examples: [['-400y/h', Date.UTC(2024, 0, 1), false]] },
  );
});

test.each([
  ['utc', '2026-11-21T00:00:00Z'],
  ['Europe/Berlin', '2026-11-21T00:00:00+01:00'],
  ['Pacific/Chatham', '2026-11-22T00:00:00+13:45'],
])('today in %s begins at %s', (timeZone, begin) => {
  const end = Date.parse(begin) + 24 * 3_600_000 - 1;
  expect(resolveRange({ from: 'now/d', to: 'now/d' }, { now, timeZone })).toEqual({
    start: Date.parse(begin),
    end,
  });
});

test('the day on which the clocks are put back has 25 hours', () => {
  const at = { now: Date.parse('2026-10-25T12:00:00+01:00'), timeZone: 'Europe/Berlin' };
  const day = resolveRange({ from: 'now/d', to: 'now/d' }, at)!;
  expect((day.end + 1 - day.start) / 3_600_000).toBe(25);
  expect(resolveRange({ from: 'now-1d', to: 'now' }, at)?.start).toBe(
    Date.parse('2026-10-24T12:00:00+02:00'),
  );
});

test('the week begins where the user says', () => {
  const week = (weekStart: number) =>
    resolveRange({ from: 'now/w', to: 'now/w' }, { now, weekStart, timeZone: 'utc' });
  // 21 November 2026 is a Saturday.
  expect(week(1)).toEqual({
    start: Date.UTC(2026, 10, 16),
    end: Date.UTC(2026, 10, 23) - 1,
  });
  expect(week(6)).toEqual({
    start: Date.UTC(2026, 10, 21),
    end: Date.UTC(2026, 10, 28) - 1,
  });
});
