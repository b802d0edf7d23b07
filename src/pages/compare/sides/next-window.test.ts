import { expect, test } from 'vitest';
import { nextWindow } from './next-window';

const WINDOW = { start: 100, end: 200 };

test.each([
  { name: 'later', extent: { start: 300, end: 900 }, window: { start: 300, end: 400 } },
  { name: 'earlier', extent: { start: 0, end: 50 }, window: { start: 0, end: 50 } },
  { name: 'a gap within', extent: { start: 0, end: 900 }, window: WINDOW },
])('as long as there is room, $name', ({ extent, window }) => {
  expect(nextWindow(WINDOW, extent, undefined)).toEqual(window);
});

test('it shares no scrape with the other side of the same selection', () => {
  const other = { start: 300, end: 400 };
  expect(nextWindow(WINDOW, { start: 300, end: 900 }, other)).toEqual({ start: 401, end: 501 });
  expect(nextWindow(WINDOW, { start: 210, end: 900 }, other)).toEqual({ start: 401, end: 501 });
  expect(nextWindow(WINDOW, { start: 320, end: 380 }, other)).toBeUndefined();
});
