import { expect, test } from 'vitest';
import type { TimeRange } from '#series';
import { sideRanges } from './side-ranges';

const DAY = 86_400_000;
const RANGE = { start: 10 * DAY, end: 10 * DAY + 1200 };
const window = (offset: number): TimeRange => ({
  start: RANGE.start + offset,
  end: RANGE.start + offset + 100,
});
const of = (before: TimeRange | undefined, after: TimeRange | undefined) =>
  sideRanges(
    {
      baseline: { matchers: [], window: before },
      comparison: { matchers: [], window: after },
    },
    RANGE,
  );
const lengthOf = ({ start, end }: TimeRange) => end - start;

test('one range for both while it shows both', () => {
  expect(of(window(100), window(1150))).toEqual({ baseline: RANGE, comparison: RANGE });
  expect(of(undefined, undefined)).toEqual({ baseline: RANGE, comparison: RANGE });
});

test.each([
  { name: 'a week before', before: window(300 - 7 * DAY), after: window(300) },
  { name: 'the comparison is out of sight', before: window(300), after: window(5000) },
  { name: 'both are', before: window(-9 * DAY), after: window(-DAY) },
])('two ranges of one length with the windows at one place: $name', ({ before, after }) => {
  const { baseline, comparison } = of(before, after);
  expect([lengthOf(baseline), lengthOf(comparison)]).toEqual([1200, 1200]);
  expect(before.start - baseline.start).toBe(after.start - comparison.start);
  expect(before.start).toBeGreaterThanOrEqual(baseline.start);
  expect(before.end).toBeLessThanOrEqual(baseline.end);
});

test('the side that the page’s range shows keeps it', () => {
  expect(of(window(-7 * DAY), window(0)).comparison).toEqual(RANGE);
  expect(of(window(0), window(7 * DAY)).baseline).toEqual(RANGE);
});

const spanOf = (start: number, end: number): TimeRange => ({
  start: RANGE.start + start,
  end: RANGE.start + end,
});

test.each([
  { name: 'one the day before', before: spanOf(-DAY, 3600 - DAY), after: spanOf(-2000, 1600) },
  { name: 'neighbours', before: spanOf(-3000, 600), after: spanOf(601, 4201) },
  { name: 'one of them', before: spanOf(-DAY, 300 - DAY), after: spanOf(-2000, 1600) },
])(
  'windows longer than the page’s range: timelines are longer than they are, $name',
  ({ before, after }) => {
    const { baseline, comparison } = of(before, after);
    expect(lengthOf(baseline)).toBe(lengthOf(comparison));
    for (const [timeline, shown] of [
      [baseline, before],
      [comparison, after],
    ] as const) {
      expect(shown.start - timeline.start).toBeGreaterThanOrEqual(100);
      expect(timeline.end - shown.end).toBeGreaterThanOrEqual(100);
    }
    expect(before.start - baseline.start).toBe(after.start - comparison.start);
  },
);

test('two selections in one long window share a timeline', () => {
  const long = spanOf(-2000, 1600);
  const { baseline, comparison } = of(long, long);
  expect(baseline).toEqual(comparison);
  expect(lengthOf(baseline)).toBeGreaterThan(3600);
});

test('a window at the edge is whole in its own timeline', () => {
  const { comparison } = of(window(-7 * DAY), window(1150));
  expect(comparison).toEqual(spanOf(50, 1250));
});
