import { beforeEach, expect, test } from 'vitest';
import { dateTime, toDataFrame, type DataQuery, type PanelData } from '@grafana/data';
import { setTemplateSrv } from '@grafana/runtime';
import { CORE_DATASOURCE_ID, DATASOURCE_ID, type FrameFacts } from '#frames';
import { parseView } from '#pages';
import { configureLink, type LinkContext } from './extension-links';
import { fakeVariables } from '../variables.fixture';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const OURS = { type: DATASOURCE_ID, uid: 'ours' };

let variables: Record<string, string | string[]> = {};
beforeEach(() => {
  variables = {};
  setTemplateSrv(fakeVariables(() => variables));
});

const query = (more: object = {}): DataQuery => ({
  refId: 'A',
  datasource: OURS,
  queryType: 'profile',
  ...{ profileTypeId: CPU, labelSelector: '{juju_unit="shop-k8s/1"}' },
  ...more,
});
const context = (targets: DataQuery[], more: Partial<LinkContext> = {}): LinkContext => ({
  targets,
  timeRange: { from: 'now-3h', to: 'now' },
  ...more,
});
function open(at: LinkContext) {
  const link = configureLink(at);
  if (!link) return undefined;
  const url = new URL(link.path, 'http://grafana');
  const { view, problems } = parseView(url.pathname, url.search);
  return { ...view, problems, path: url.pathname, parca: url.searchParams.get('parca') };
}

test('the first profile query leads to its profile, in the range as it was given', () => {
  const metrics = { refId: 'B', datasource: { type: 'prometheus', uid: 'p' } };
  expect(open(context([metrics, query({ hide: true }), query()]))).toMatchObject({
    path: '/a/parcascope-console-app/profile',
    parca: 'ours',
    profileType: CPU,
    range: { from: 'now-3h', to: 'now' },
    profile: { matchers: [{ name: 'juju_unit', op: '=', value: 'shop-k8s/1' }] },
    problems: [],
  });
});

test("a query of Grafana's own datasource leads here too, an absolute range as numbers", () => {
  const timeRange = { from: dateTime(1_795_220_000_000), to: dateTime(1_795_220_600_000) };
  const core = query({ datasource: { type: CORE_DATASOURCE_ID, uid: 'core' } });
  expect(open(context([core], { timeRange }))).toMatchObject({
    parca: 'core',
    range: { from: '1795220000000', to: '1795220600000' },
  });
});

test('a query for changes leads to their page, a function to its profile', () => {
  const changes = query({ queryType: 'changes', profileTypeId: undefined, against: 'week' });
  expect(open(context([changes]))).toMatchObject({
    path: '/a/parcascope-console-app/changes',
    range: { from: 'now-3h', to: 'now' },
    changes: { against: 'week', matchers: [{ name: 'juju_unit', value: 'shop-k8s/1' }] },
    problems: [],
  });
  const one = query({ queryType: 'function', functionName: 'main.f' });
  expect(open(context([one]))).toMatchObject({ page: 'profile', display: { selected: 'main.f' } });
});

test.each([
  ['nothing', []],
  ['another source', [{ refId: 'A', datasource: { type: 'loki', uid: 'l' } }]],
  ['targets', [query({ queryType: 'targets' })]],
  ['a query without a datasource', [query({ datasource: undefined })]],
])('%s: no link', (_, targets: DataQuery[]) => {
  expect(configureLink(context(targets))).toBeUndefined();
});
test('no context: no link', () => expect(configureLink(undefined)).toBeUndefined());

test("a dashboard's variables are filled in, each value as text", () => {
  variables = { unit: ['a.b/0', 'a.b/1'], model: '$__all', ds: 'ours', app: 'x|y' };
  const selector = '{juju_unit=~"$unit", juju_model="$model", app="$app", other="$none"}';
  const opened = open(
    context([
      query({ labelSelector: selector, datasource: { type: DATASOURCE_ID, uid: '${ds}' } }),
    ]),
  );
  expect(opened).toMatchObject({
    parca: 'ours',
    profile: {
      matchers: [
        { name: 'juju_unit', op: '=~', value: '(a\\.b/0|a\\.b/1)' },
        { name: 'juju_model', op: '=~', value: '.*' },
        { name: 'app', op: '=', value: 'x|y' },
        { name: 'other', op: '=', value: '$none' },
      ],
    },
  });
});

const RANGE = { start: 1_795_220_000_000, end: 1_795_220_600_000 };
const ABSOLUTE = { from: dateTime(RANGE.start), to: dateTime(RANGE.end) };

test('a diff leads to the comparison, the baseline moved back as the query says', () => {
  const diff = query({
    queryType: 'diff',
    baseline: { offset: '1h', labelSelector: '{juju_unit="shop-k8s/0"}' },
  });
  expect(open(context([diff], { timeRange: ABSOLUTE }))).toMatchObject({
    path: '/a/parcascope-console-app/compare',
    baseline: {
      matchers: [{ value: 'shop-k8s/0' }],
      window: { start: RANGE.start - 3_600_000, end: RANGE.end - 3_600_000 },
    },
    comparison: { matchers: [{ value: 'shop-k8s/1' }], window: RANGE },
  });
});

test.each([
  ['previous', { offset: 'previous' }, { start: RANGE.start - 600_001, end: RANGE.start - 1 }],
  [
    'a range',
    { range: { from: '1795210000000', to: '1795210600000' } },
    { start: 1_795_210_000_000, end: 1_795_210_600_000 },
  ],
  ['nothing', {}, RANGE],
  ['nonsense', { offset: 'soon' }, undefined],
  ['damage', { offset: 5 }, RANGE],
])('the window of a baseline: %s', (_, baseline, window) => {
  const diff = query({ queryType: 'diff', baseline });
  expect(open(context([diff], { timeRange: ABSOLUTE }))?.baseline.window).toEqual(window);
});

test('what the answer says of itself is better than what the query asks', () => {
  const facts: FrameFacts = {
    profileType: CPU,
    sides: [0, 1].map((number) => ({
      selector: `${CPU}{juju_unit="shop-k8s/${number}"}`,
      range: { start: 1000 + number, end: 2000 + number },
      seconds: 1,
      scrapes: 1,
      buildIds: [],
    })),
  };
  const frame = toDataFrame({ refId: 'A', fields: [], meta: { custom: { parcascope: facts } } });
  const data = { series: [frame] } as unknown as PanelData;
  const diff = query({ queryType: 'diff', labelSelector: '{juju_unit=~"$unit"}' });
  expect(open(context([diff], { data }))).toMatchObject({
    baseline: { matchers: [{ value: 'shop-k8s/0' }], window: { start: 1000, end: 2000 } },
    comparison: { matchers: [{ value: 'shop-k8s/1' }], window: { start: 1001, end: 2001 } },
  });
});
