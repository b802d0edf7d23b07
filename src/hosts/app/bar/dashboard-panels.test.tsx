import { expect, test } from 'vitest';
import { DATASOURCE_ID, PANEL_ID } from '#frames';
import { DEFAULT_VIEW, type ViewState } from '#pages';
import { DEFAULT_ALIASES } from '#series';
import { METRIC_PANEL_TEXTS } from '#targets';
import { appended } from './dashboard-api';
import { dashboardTime, panelsOf, whenOf, whyNoPanel } from './dashboard-panels';
import type { Datasource } from '../datasources/datasource-choice';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const HOUR = 3_600_000;
const RANGE = { start: 1_795_220_000_000, end: 1_795_220_000_000 + HOUR };
const PARCA: Datasource = {
  uid: 'ours',
  name: 'Our Parca',
  type: DATASOURCE_ID,
  isDefault: false,
  url: '',
  linkedPrometheus: undefined,
  kind: 'parca',
  ours: true,
};
const CORE: Datasource = { ...PARCA, uid: 'core', name: 'Core', type: 'parca', ours: false };
const METRICS: Datasource = { ...CORE, uid: 'metrics', type: 'prometheus' };
const unit = (number: number) => [
  { name: 'juju_unit', op: '=' as const, value: `shop-k8s/${number}` },
];
const PROFILE: ViewState = {
  ...DEFAULT_VIEW,
  profileType: CPU,
  range: { from: 'now-1h', to: 'now' },
  profile: { matchers: unit(1), window: undefined },
};
const COMPARE: ViewState = {
  ...PROFILE,
  page: 'compare',
  baseline: { matchers: unit(0), window: RANGE },
  comparison: { matchers: unit(1), window: RANGE },
};
const of = (view: ViewState, more: object = {}) => ({
  at: { view, range: RANGE },
  parca: PARCA,
  prometheus: METRICS,
  metricPanels: METRIC_PANEL_TEXTS.slice(0, 1),
  aliases: DEFAULT_ALIASES,
  withMetrics: true,
  ...more,
});

test('a profile is our panel on our query, with the rate and the metrics of the same unit', () => {
  const panels = panelsOf(of(PROFILE));
  expect(panels.map(({ type, title }) => [type, title])).toEqual([
    [PANEL_ID, 'CPU time of {juju_unit="shop-k8s/1"}'],
    ['timeseries', 'CPU time, rate'],
    ['timeseries', 'Process CPU'],
  ]);
  const [flame, rate, metric] = panels;
  const ref = { type: DATASOURCE_ID, uid: 'ours' };
  expect(flame!.targets).toEqual([
    {
      refId: 'A',
      datasource: ref,
      queryType: 'profile',
      profileTypeId: CPU,
      labelSelector: '{juju_unit="shop-k8s/1"}',
    },
  ]);
  expect(rate!.targets).toMatchObject([
    { queryType: 'metrics', labelSelector: '{juju_unit="shop-k8s/1"}' },
  ]);
  expect(rate!.fieldConfig.defaults).toEqual({ unit: 'suffix:cores' });
  expect(metric!.targets).toMatchObject([
    {
      datasource: { type: 'prometheus', uid: 'metrics' },
      expr: 'rate(process_cpu_seconds_total{juju_unit="shop-k8s/1"}[1m]) or rate(process_cpu_seconds_total{juju_unit="shop-k8s/1"}[5m])',
    },
  ]);
  const link = new URL(flame!.links[0]!.url.replace('&${__url_time_range}', ''), 'http://x');
  expect(link.pathname).toBe('/a/parcascope-console-app/profile');
  expect(Object.fromEntries(link.searchParams)).toEqual({
    type: CPU,
    profile: '{juju_unit="shop-k8s/1"}',
    parca: 'ours',
    prometheus: 'metrics',
  });
  expect(flame!.links[0]!.url).toMatch(/&\$\{__url_time_range\}$/);
});

test('no two panels overlap', () => {
  const panels = panelsOf(of(PROFILE, { metricPanels: METRIC_PANEL_TEXTS }));
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(Math.max(...panels.map(({ gridPos }) => gridPos.x + gridPos.w))).toBe(24);
});

test('without metrics, or where none is of the unit, the flame graph stands alone', () => {
  expect(panelsOf(of(PROFILE, { withMetrics: false }))).toHaveLength(1);
  const all = { ...PROFILE, profile: { matchers: [], window: undefined } };
  expect(panelsOf(of(all, { parca: CORE })).map(({ type }) => type)).toEqual([PANEL_ID]);
});

test('a comparison is a diff query whose own side is the comparison', () => {
  const flame = panelsOf(of(COMPARE)).find(({ type }) => type === PANEL_ID)!;
  expect(flame.targets).toMatchObject([
    {
      queryType: 'diff',
      labelSelector: '{juju_unit="shop-k8s/1"}',
      baseline: { labelSelector: '{juju_unit="shop-k8s/0"}' },
    },
  ]);
});

test('sides of two datasources are a profile of each, held against each other by the panel', () => {
  const there = [{ name: 'datasource', op: '=' as const, value: 'Second' }, ...unit(1)];
  const beside = { ...PARCA, uid: 'second', name: 'Second' };
  const view = { ...COMPARE, comparison: { matchers: there, window: RANGE } };
  expect(whyNoPanel(of(view, { beside }))).toBeUndefined();
  const [flame, rate] = panelsOf(of(view, { beside }));
  expect(flame!.datasource.uid).toBe('-- Mixed --');
  expect(flame!.targets).toMatchObject([
    {
      ...{ refId: 'A', queryType: 'profile', labelSelector: '{juju_unit="shop-k8s/0"}' },
      datasource: { uid: 'ours' },
    },
    {
      ...{ refId: 'B', queryType: 'profile', labelSelector: '{juju_unit="shop-k8s/1"}' },
      datasource: { uid: 'second' },
    },
  ]);
  expect(rate!.datasource.uid).toBe('second');
  expect(flame!.links[0]!.url).toContain('beside=second');
  const later = { start: RANGE.start + HOUR, end: RANGE.end + HOUR };
  const apart = { ...view, comparison: { matchers: there, window: later } };
  expect(whyNoPanel(of(apart, { beside }))).toContain('of two datasources and of two times');
  const profile = { ...PROFILE, profile: { matchers: there, window: undefined } };
  expect(panelsOf(of(profile, { beside }))[0]!.datasource.uid).toBe('second');
});

const window = (start: number, end: number) => ({ start, end });
test.each([
  ['the same window', window(100, 200), window(100, 200), {}],
  ['right before', window(1000, 1999), window(2000, 2999), { offset: 'previous' }],
  ['a day before', window(0, HOUR), window(24 * HOUR, 25 * HOUR), { offset: '1d' }],
  ['90 seconds before', window(0, 60_000), window(90_000, 150_000), { offset: '1m30s' }],
  ['after', window(5000, 6000), window(2000, 3000), { range: { from: '5000', to: '6000' } }],
  ['of another length', window(0, 10), window(20, 90), { range: { from: '0', to: '10' } }],
])('a baseline %s', (_, baseline, comparison, when) => {
  expect(whenOf(baseline, comparison)).toEqual(when);
});

test('the targets are a table of our datasource', () => {
  const targets: ViewState = { ...DEFAULT_VIEW, page: 'targets' };
  expect(whyNoPanel(of(targets))).toBeUndefined();
  expect(whyNoPanel(of(targets, { parca: CORE }))).toContain('no targets');
  expect(panelsOf(of(targets))).toMatchObject([
    { type: 'table', targets: [{ queryType: 'targets', datasource: { uid: 'ours' } }] },
  ]);
});

test('what cannot be a panel says why', () => {
  expect(whyNoPanel(of(PROFILE))).toBeUndefined();
  expect(whyNoPanel(of(PROFILE, { parca: CORE }))).toBeUndefined();
  expect(whyNoPanel(of(COMPARE, { parca: CORE }))).toContain('no comparison');
  expect(whyNoPanel(of({ ...PROFILE, profileType: undefined }))).toBe('Nothing is selected yet.');
});

test('a new dashboard has the range of the view, or of its window', () => {
  const lastHour = { from: 'now-1h', to: 'now' };
  expect(dashboardTime({ view: PROFILE, range: RANGE })).toEqual(lastHour);
  expect(dashboardTime({ view: { ...PROFILE, range: undefined }, range: RANGE })).toEqual(lastHour);
  const iso = { from: '2026-11-21T00:13:20.000Z', to: '2026-11-21T01:13:20.000Z' };
  expect(dashboardTime({ view: COMPARE, range: window(0, 1) })).toEqual(iso);
  expect(
    dashboardTime({ view: { ...PROFILE, range: { from: '1', to: '2' } }, range: RANGE }),
  ).toEqual(iso);
});

test('panels are added below what is there, with ids of their own, and nothing there changes', () => {
  const stored = [
    { id: 7, gridPos: { x: 0, y: 0, w: 24, h: 8 }, custom: 'kept' },
    { id: 3, gridPos: { x: 0, y: 8, h: 1 }, type: 'row', panels: [{ id: 9 }] },
    { type: 'text' },
  ];
  const added = panelsOf(of(PROFILE));
  const all = appended(stored, added);
  expect(all.slice(0, 3)).toEqual(stored);
  expect(all.slice(3)).toMatchObject(
    added.map(({ gridPos }, index) => ({
      id: 10 + index,
      gridPos: { ...gridPos, y: gridPos.y + 9 },
    })),
  );
});
