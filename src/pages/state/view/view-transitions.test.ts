import { expect, test } from 'vitest';
import { rangeShowing, shortened } from './view-transitions';
import { DEFAULT_VIEW } from './view-state';

const RANGE = { start: 0, end: 4000 };
const QUARTER = { start: 7000, end: 8000 };
const WINDOW = { start: 4000, end: 8000 };
const side = { matchers: [], window: WINDOW };

test('without a window it is the last quarter of the page’s range', () => {
  const { view, length } = shortened({ ...DEFAULT_VIEW, page: 'profile' }, RANGE);
  expect(view.range).toEqual({ from: '3000', to: '4000' });
  expect(length).toBe(1000);
});

test('a window is shortened, and the range around it stays', () => {
  const before = { ...DEFAULT_VIEW, page: 'profile', profile: side } as const;
  const { view } = shortened(before, RANGE);
  expect(view).toEqual({ ...before, profile: { matchers: [], window: QUARTER } });
});

test('both sides of a comparison are shortened alike', () => {
  const before = { ...DEFAULT_VIEW, page: 'compare', baseline: side, comparison: side } as const;
  const { view, length } = shortened(before, RANGE);
  expect([view.baseline.window, view.comparison.window]).toEqual([QUARTER, QUARTER]);
  expect(length).toBe(1000);
});

test('a range grows to show a window that is near, and stays where one is a week away', () => {
  const view = { ...DEFAULT_VIEW, range: { from: 'now-4s', to: 'now' } };
  const near = { start: -2000, end: -1000 };
  expect(rangeShowing(near, view, RANGE)).toEqual({ from: '-2000', to: '4000' });
  const week = { start: -604_800_000, end: -604_799_000 };
  expect(rangeShowing(week, view, RANGE)).toBe(view.range);
});
