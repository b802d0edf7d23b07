import { expect, test } from 'vitest';
import { DATASOURCE_ID } from '#frames';
import { DEFAULT_VIEW, type ViewState } from '#pages';
import { DEFAULT_ALIASES, type Matcher } from '#series';
import type { Datasource } from '../datasources/datasource-choice';
import { exploreLinks, type ExploreLinksOf } from './explore-links';

const MODEL = '20ce8299-3634-4bef-8bd8-5ace6c8816b4';
const datasource = (uid: string, type: string, more: Partial<Datasource> = {}): Datasource => ({
  ...{ uid, name: uid, type, isDefault: false, url: '', linkedPrometheus: undefined },
  ...{ kind: 'parca', ours: type === DATASOURCE_ID },
  ...more,
});
const parca = datasource('ours', DATASOURCE_ID, { name: `juju_cos_${MODEL}_parca_0` });
const range = { start: 1_795_220_000_000, end: 1_795_221_200_000 };
const window = { start: 1_795_220_300_000, end: 1_795_220_600_000 };
const unit: readonly Matcher[] = [{ name: 'juju_unit', op: '=', value: 'shop/1' }];
const type = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const links = (view: Partial<ViewState>, more: Partial<ExploreLinksOf> = {}) =>
  exploreLinks({
    at: { range, view: { ...DEFAULT_VIEW, profileType: type, ...view } },
    ...{ parca, lokis: [], aliases: DEFAULT_ALIASES },
    ...more,
  });
const paneOf = (href: string): unknown => {
  const url = new URL(href, 'http://grafana');
  return (JSON.parse(url.searchParams.get('panes')!) as { a: unknown }).a;
};

test('a profile in Explore is the same query of the same datasource and window', () => {
  const [link, ...more] = links({ profile: { matchers: unit, window } });
  expect(more).toEqual([]);
  expect(link!.href).toMatch(/^\/explore\?schemaVersion=1&panes=/);
  expect(paneOf(link!.href)).toEqual({
    datasource: 'ours',
    queries: [
      {
        ...{ refId: 'A', queryType: 'profile', profileTypeId: type },
        labelSelector: '{juju_unit="shop/1"}',
        datasource: { type: DATASOURCE_ID, uid: 'ours' },
      },
    ],
    range: { from: String(window.start), to: String(window.end) },
  });
});

test('of two datasources the link names those that it asks', () => {
  const beside = { ...parca, uid: 'second', name: 'Second' };
  const there: readonly Matcher[] = [{ name: 'datasource', op: '=', value: 'Second' }, ...unit];
  const [one] = links({ profile: { matchers: there, window } }, { beside });
  expect(one!.description).toBe('This query of Second, with its range');
  const [both] = links(
    {
      page: 'compare',
      baseline: { matchers: unit, window },
      comparison: { matchers: there, window },
    },
    { beside },
  );
  expect(both!.description).toBe(`This query of ${parca.name} and Second, with its range`);
});

test('a comparison in Explore is a diff', () => {
  const before = { start: window.start - 300_000, end: window.start };
  const [link] = links({
    page: 'compare',
    baseline: { matchers: unit, window: before },
    comparison: { matchers: unit, window },
  });
  expect(paneOf(link!.href)).toMatchObject({
    queries: [{ queryType: 'diff', baseline: { offset: 'previous' } }],
  });
});

test('logs are of the same place: of the Loki beside the profiles, and only where labels are the same', () => {
  const lokis = [
    datasource('first', 'loki', { isDefault: true }),
    datasource('beside', 'loki', { name: `juju_cos_${MODEL}_loki_0` }),
  ];
  const [, logs] = links({ profile: { matchers: unit, window: undefined } }, { lokis });
  expect(logs!.label).toBe('Logs in Explore');
  expect(paneOf(logs!.href)).toMatchObject({
    datasource: 'beside',
    queries: [{ expr: '{juju_unit="shop/1"}', datasource: { type: 'loki', uid: 'beside' } }],
    range: { from: String(range.start), to: String(range.end) },
  });
  const [, pod] = links(
    { profile: { matchers: [{ name: 'pid', op: '=', value: '1' }], window } },
    { lokis },
  );
  expect(pod).toBeUndefined();
});

test('nothing where nothing is selected, or there is no picture', () => {
  expect(links({})).toEqual([]);
  expect(links({ page: 'changes', profile: { matchers: unit, window } })).toEqual([]);
});
