import { expect, test } from 'vitest';
import { DEFAULT_VIEW, type BarView } from '#pages';
import { parcaPageLink } from './parca-page';

const range = { start: 1_795_220_000_000, end: 1_795_221_200_000 };
const window = { start: 1_795_220_300_000, end: 1_795_220_600_000 };
const matchers = [{ name: 'juju_unit', op: '=', value: 'shop "k8s"/1' }] as const;
const type = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const at = (more: Partial<BarView['view']>): BarView => ({
  range,
  view: { ...DEFAULT_VIEW, profileType: type, ...more },
});
const paramsOf = (link: string | undefined) =>
  Object.fromEntries(new URL(link!).searchParams.entries());

test('a profile in Parca’s page: type and labels, the range, and what is merged in ns', () => {
  const link = parcaPageLink('https://parca.example/ui/', at({ profile: { matchers, window } }));
  expect(link).toMatch(/^https:\/\/parca\.example\/ui\/\?/);
  const expression = `${type}{juju_unit="shop \\"k8s\\"/1"}`;
  expect(paramsOf(link)).toEqual({
    expression_a: expression,
    from_a: '1795220000000',
    to_a: '1795221200000',
    time_selection_a: 'absolute:1795220000000-1795221200000',
    merge_from_a: '1795220300000000000',
    merge_to_a: '1795220600000000000',
    selection_a: expression,
  });
});

test('a comparison has both sides, and a window before the range widens its side only', () => {
  const before = { start: range.start - 600_000, end: range.start - 300_000 };
  const sides = { baseline: { matchers, window: before }, comparison: { matchers, window } };
  const params = paramsOf(parcaPageLink('http://p:7070', at({ page: 'compare', ...sides })));
  expect([params['compare_a'], params['compare_b']]).toEqual(['true', 'true']);
  expect([params['from_a'], params['to_a']]).toEqual([String(before.start), String(range.end)]);
  expect(params['from_b']).toBe(String(range.start));
  expect(params['merge_to_a']).toBe(`${before.end}000000`);
});

test('nothing selected, or a page without a picture: no link', () => {
  expect(parcaPageLink('http://p', at({}))).toBeUndefined();
  expect(
    parcaPageLink('http://p', at({ page: 'targets', profile: { matchers, window } })),
  ).toBeUndefined();
});
