import { expect, test } from 'vitest';
import type { ScanQuestion } from '#scan';
import { DEFAULT_ALIASES } from '#series';
import { DEFAULT_VIEW } from '../state/view-state';
import { parseView, printView } from '../state/view-url';
import { AT, LOAD, QUOTE, SCAN } from './changes.fixture';
import { linksOf } from './finding-links';

const MINUTE = 60_000;
const question: ScanQuestion = {
  range: { start: AT - 20 * MINUTE, end: AT + 30 * MINUTE },
  against: 'previous',
  matchers: [],
  aliases: DEFAULT_ALIASES,
};
const VIEW = { ...DEFAULT_VIEW, page: 'changes' } as const;

test('a change that is dated is compared beside its time, of the unit that changed', () => {
  const { compare } = linksOf(VIEW, QUOTE, { scan: SCAN, question });
  const matchers = [{ name: 'juju_unit', op: '=', value: 'shop-k8s/1' }];
  const length = 20 * MINUTE - 10_000;
  expect(compare).toMatchObject({
    page: 'compare',
    profileType: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
    baseline: { matchers, window: { start: AT - 10_000 - length, end: AT - 10_000 } },
    comparison: { matchers, window: { start: AT + 10_000, end: AT + 10_000 + length } },
    display: { selected: 'shop/pricing.Quote' },
  });
});

test('what has no time, or was held against another day, keeps the windows of the scan', () => {
  const undated = linksOf(VIEW, LOAD, { scan: SCAN, question }).compare;
  expect(undated.baseline.window).toEqual(SCAN.windows.baseline);
  expect(undated.comparison.matchers).toEqual(SCAN.applications[1]!.matchers);
  const of = { scan: SCAN, question: { ...question, against: 'yesterday' as const } };
  expect(linksOf(VIEW, QUOTE, of).compare.comparison.window).toEqual(SCAN.windows.comparison);
});

test('a change at an edge of the range is not compared with next to nothing', () => {
  const since = { time: question.range.end, uncertainty: 0 };
  const { compare } = linksOf(VIEW, { ...QUOTE, since }, { scan: SCAN, question });
  expect(compare.baseline.window).toEqual(SCAN.windows.baseline);
});

test('the profile is of the time after, metrics are the same with all charts', () => {
  const { profile, metrics } = linksOf(VIEW, QUOTE, { scan: SCAN, question });
  expect(profile.page).toBe('profile');
  expect(profile.profile.window!.start).toBe(AT + 10_000);
  expect(metrics.display.metrics).toBe('shown');
});

test('the link of a change that is dated to a part of a millisecond is understood', () => {
  const since = { time: AT + 0.25, uncertainty: 10_000.4 };
  const { compare, profile } = linksOf(VIEW, { ...QUOTE, since }, { scan: SCAN, question });
  for (const view of [compare, profile]) {
    const { path, search } = printView(view);
    expect(parseView(path, search)).toEqual({ view, problems: [] });
  }
});
