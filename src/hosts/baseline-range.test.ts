// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { baselineRange } from './baseline-range';

const at = (text: string) => Date.parse(`2026-11-21T${text}Z`);
const range = { start: at('05:00:00'), end: at('06:00:00') };
const now = at('07:30:00');

const cases = [
  { name: 'nothing is the own range', baseline: {}, start: '05:00:00', end: '06:00:00' },
  { name: 'an offset', baseline: { offset: '2h' }, start: '03:00:00', end: '04:00:00' },
  {
    name: 'variables of the range',
    baseline: { offset: '3600s' },
    start: '04:00:00',
    end: '05:00:00',
  },
  {
    name: 'a variable of the range without a unit',
    baseline: { offset: '3600' },
    start: '04:00:00',
    end: '05:00:00',
  },
  {
    name: 'an offset of two units is read whole',
    baseline: { offset: '1h30m' },
    start: '03:30:00',
    end: '04:30:00',
  },
  {
    name: 'a fixed range',
    baseline: { range: { from: '2026-11-21T01:00:00Z', to: String(at('02:00:00')) } },
    start: '01:00:00',
    end: '02:00:00',
  },
  {
    name: 'a range by the clock wins over an offset',
    baseline: { offset: '1h', range: { from: 'now-2h', to: 'now-1h' } },
    start: '05:30:00',
    end: '06:30:00',
  },
];
test.each(cases)('$name', ({ baseline, start, end }) => {
  expect(baselineRange(baseline, range, { now })).toEqual({ start: at(start), end: at(end) });
});

test('the previous period shares no instant with the range', () => {
  expect(baselineRange({ offset: 'previous' }, range, { now })).toEqual({
    start: at('04:00:00') - 1,
    end: at('05:00:00') - 1,
  });
});

test('a week is a week', () => {
  const week = baselineRange({ offset: '1w' }, range, { now });
  expect(range.start - week.start).toBe(7 * 86_400_000);
});

const wrong = [
  { baseline: { offset: 'soon' }, message: /baseline\.offset: expected a duration.*got "soon"/ },
  { baseline: { offset: '1.5h' }, message: /baseline\.offset: expected a duration.*got "1\.5h"/ },
  { baseline: { offset: '-1h' }, message: /baseline\.offset: expected a duration.*got "-1h"/ },
  { baseline: { range: { from: 'x', to: 'now' } }, message: /baseline\.range\.from: .*got "x"/ },
  { baseline: { range: { from: 'now', to: 'now-1h' } }, message: /expected from before to/ },
];
test.each(wrong)('$message', ({ baseline, message }) => {
  expect(() => baselineRange(baseline, range, { now })).toThrow(message);
});
