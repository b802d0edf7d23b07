import { expect, test } from 'vitest';
import type { ScanQuestion } from '#scan';
import { DEFAULT_ALIASES } from '#series';
import { DEFAULT_VIEW, type ViewState } from '../../state/view/view-state';
import { parseView, printView } from '../../state/view/view-url';
import { AT, LOAD, QUOTE, SCAN } from '../changes.fixture';
import { linksOf, siblingsOf } from './finding-links';

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
  expect(compare).toMatchObject({
    page: 'compare',
    profileType: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
    baseline: { matchers, window: { end: AT - 10_001 } },
    comparison: { matchers, window: { start: AT + 10_000 } },
    display: { selected: 'shop/pricing.Quote' },
  });
  expect(parseView(...printed(compare)).view).toEqual(compare);
});

test('what has no time is compared at the ends of the range, of all units that it is of', () => {
  const { baseline, comparison } = linksOf(VIEW, LOAD, { scan: SCAN, question }).compare;
  expect(baseline.window!.start).toBe(question.range.start);
  expect(comparison.window!.end).toBe(question.range.end);
  expect(comparison.matchers).toEqual([{ name: 'juju_application', op: '=', value: 'feed' }]);
});

test('the profile is of the time after, metrics are the same with all charts', () => {
  const { profile, metrics } = linksOf(VIEW, QUOTE, { scan: SCAN, question });
  expect(profile.page).toBe('profile');
  expect(profile.profile.window!.start).toBe(AT + 10_000);
  expect(metrics.display.metrics).toBe('shown');
});

test('what is opened on Changes is nothing on the pages that a link leads to', () => {
  const changes = { ...VIEW.changes, opened: QUOTE.key, oddIn: 'shop-k8s' };
  const links = linksOf({ ...VIEW, changes }, QUOTE, { scan: SCAN, question });
  for (const view of [links.compare, links.profile, links.metrics])
    expect(printView(view).search).not.toMatch(/finding=|oddIn=/);
});

test('beside it are drawn three units that did not change, within the scope', () => {
  const unchanged = ['a', 'b', 'c', 'd'].map((n) => `shop-k8s/${n}`);
  const units = unchanged.map((name) => ({ name, matchers: [of('juju_unit', name)] }));
  const scan = { ...SCAN, applications: [{ name: 'shop-k8s', matchers: [], units }] };
  const scope = [of('juju_model', 'own')];
  const siblings = siblingsOf(
    { ...QUOTE, unchanged },
    { scan, question: { ...question, matchers: scope } },
  );
  expect(siblings.map(({ unit }) => unit)).toEqual(unchanged.slice(0, 3));
  expect(siblings[0]!.matchers).toEqual([of('juju_unit', 'shop-k8s/a'), ...scope]);
});
const of = (name: string, value: string) => ({ name, op: '=', value }) as const;

function printed(view: ViewState): [path: string, search: string] {
  const { path, search } = printView(view);
  return [path, search];
}
