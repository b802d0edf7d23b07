import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextWindows } from './next-window';

const WINDOW = { start: 100, end: 200 };

test.each([
  { name: 'later', extent: { start: 300, end: 900 }, own: { start: 300, end: 400 } },
  { name: 'earlier', extent: { start: 0, end: 50 }, own: { start: 0, end: 50 } },
  { name: 'a gap within', extent: { start: 0, end: 900 }, own: WINDOW },
])('as long as there is room, $name', ({ extent, own }) => {
  expect(nextWindows(WINDOW, extent, undefined)).toEqual({ own });
});

test('beside the other side of the same selection, on the side where it was', () => {
  const later = { window: { start: 500, end: 600 }, isMissing: false, isEarlier: false };
  const extent = { start: 300, end: 900 };
  expect(nextWindows(WINDOW, extent, later)).toEqual({ own: { start: 300, end: 400 } });
  const earlier = { window: { start: 300, end: 400 }, isMissing: false, isEarlier: true };
  expect(nextWindows({ start: 950, end: 1050 }, { start: 0, end: 900 }, earlier)).toEqual({
    own: { start: 800, end: 900 },
  });
});

test('without room there, both have another place', () => {
  const other = { window: { start: 300, end: 400 }, isMissing: false, isEarlier: false };
  expect(nextWindows(WINDOW, { start: 300, end: 900 }, other)).toEqual({
    own: { start: 300, end: 400 },
    other: { start: 401, end: 501 },
  });
});

test('of two sides without profiles each has a place, apart and in their order, also where there is little room', () => {
  const time = fc.integer({ min: 0, max: 10_000 });
  const length = fc.integer({ min: 1, max: 3000 });
  const range = fc.record({ start: time, length }).map((of) => ({
    start: of.start,
    end: of.start + of.length,
  }));
  fc.assert(
    fc.property(range, range, range, (one, other, extent) => {
      const [baseline, comparison] = one.start <= other.start ? [one, other] : [other, one];
      const of = (own: typeof one, beside: typeof one, isEarlier: boolean) =>
        nextWindows(own, extent, { window: beside, isMissing: true, isEarlier })?.own;
      const first = of(baseline, comparison, false);
      const second = of(comparison, baseline, true);
      expect(first === undefined).toBe(second === undefined);
      if (!first || !second) return;
      expect(first.start).toBeGreaterThanOrEqual(extent.start);
      expect(second.end).toBeLessThanOrEqual(extent.end);
      expect(second.start).toBeGreaterThan(first.end);
      // The other offer is still good when the first was taken.
      const after = nextWindows(baseline, extent, {
        ...{ window: second, isMissing: false, isEarlier: false },
      });
      expect(after?.other).toBeUndefined();
      expect(after!.own.end).toBeLessThan(second.start);
    }),
  );
});
