// @vitest-environment jsdom
import { expect, test } from 'vitest';
import {
  fromPickerRange,
  isRelative,
  refreshMilliseconds,
  resolveRange,
  shiftRange,
  stepFor,
  toPickerRange,
  zoomOut,
} from './range';

const now = Date.UTC(2026, 10, 21, 12);

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
];

test.each(ranges)('$raw.from to $raw.to', ({ raw, range }) => {
  expect(resolveRange(raw, now)).toEqual(range);
});

test('today begins in the page’s time zone', () => {
  const begins = (zone: string) => resolveRange({ from: 'now/d', to: 'now' }, now, zone)?.start;
  expect(begins('utc')).toBe(Date.parse('2026-11-21T00:00:00Z'));
  expect(begins('Asia/Tokyo')).toBe(Date.parse('2026-11-21T00:00:00+09:00'));
});

test('the picker shows a relative range by its words and gives it back', () => {
  const raw = { from: 'now-15m', to: 'now' };
  const picker = toPickerRange(raw, resolveRange(raw, now)!);
  expect(picker.raw).toEqual(raw);
  expect(fromPickerRange(picker)).toEqual(raw);
  const fixed = { from: '1000', to: '2000' };
  expect(fromPickerRange(toPickerRange(fixed, resolveRange(fixed, now)!))).toEqual(fixed);
});

test('a range is relative when one end is', () => {
  expect(isRelative({ from: '1000', to: 'now' })).toBe(true);
  expect(isRelative({ from: '1000', to: '2000' })).toBe(false);
});

test('steps are round and never under a second', () => {
  expect(stepFor({ start: 0, end: 1000 })).toBe(1000);
  expect(stepFor({ start: 0, end: 20 * 60_000 })).toBe(10_000);
  expect(stepFor({ start: 0, end: 1e12 })).toBe(Math.ceil(1e9 / 160) * 1000);
});

test('refresh intervals', () => {
  expect(['', '30s', '10ms', 'often'].map(refreshMilliseconds)).toEqual([0, 30_000, 1000, 0]);
});

test('moving by half and zooming out twice as far keep whole ms', () => {
  const range = { start: 100, end: 301 };
  expect(shiftRange(range, 1)).toEqual({ start: 201, end: 402 });
  expect(zoomOut(range)).toEqual({ start: -1, end: 402 });
});
