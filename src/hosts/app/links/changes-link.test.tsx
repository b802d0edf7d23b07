import { beforeEach, describe, expect, test } from 'vitest';
import { dateTime, toDataFrame, type DataQuery, type PanelData } from '@grafana/data';
import { setTemplateSrv } from '@grafana/runtime';
import { DATASOURCE_ID } from '#frames';
import { parseView } from '#pages';
import { printMatchers, type Labels } from '#series';
import { shortestTime } from '../../../../tests/support/shortest-time';
import { configureChangesLink } from './changes-link';
import { fakeVariables } from '../variables.fixture';

let variables: Record<string, string | string[]> = {};
beforeEach(() => {
  variables = {};
  setTemplateSrv(fakeVariables(() => variables));
});

const prometheus = (expr: string, more: object = {}): DataQuery =>
  ({ refId: 'A', datasource: { type: 'prometheus', uid: 'p' }, expr, ...more }) as DataQuery;
const answer = (...series: Labels[]) =>
  ({
    series: series.map((labels) =>
      toDataFrame({
        refId: 'A',
        fields: [
          { name: 'time', values: [1] },
          { name: 'value', values: [1], labels },
        ],
      }),
    ),
  }) as unknown as PanelData;

const panel = (targets: DataQuery[], data?: PanelData) => ({
  targets,
  timeRange: { from: 'now-3h', to: 'now' },
  data,
});

function open(context: unknown) {
  const link = configureChangesLink(context);
  if (!link) return undefined;
  const url = new URL(link.path, 'http://grafana');
  const { view, problems } = parseView(url.pathname, url.search);
  return {
    ...{ path: url.pathname, problems, range: view.range, scope: url.searchParams.get('scope') },
    matchers: printMatchers(view.changes.matchers),
    parca: url.searchParams.get('parca'),
    prometheus: url.searchParams.get('prometheus'),
  };
}
const scopeOf = (context: unknown) => open(context)?.scope;

describe('of a panel', () => {
  test('the units of the answer, in its range, with its Prometheus', () => {
    const unit = { juju_model: 'dev', juju_application: 'a', juju_unit: 'a/0', job: 'x' };
    expect(open(panel([prometheus('up')], answer(unit)))).toEqual({
      path: '/a/parcascope-console-app/changes',
      problems: [],
      range: { from: 'now-3h', to: 'now' },
      scope: '{juju_model="dev", juju_application="a", juju_unit="a/0"}',
      matchers: '{juju_model="dev", juju_application="a", juju_unit="a/0"}',
      ...{ parca: null, prometheus: 'p' },
    });
  });

  test('several units are any of them, a fleet is what is above it', () => {
    const unit = (n: number) => ({ juju_application: 'a.b', juju_unit: `a.b/${n}` });
    expect(scopeOf(panel([prometheus('up')], answer(unit(0), unit(1))))).toBe(
      '{juju_application="a.b", juju_unit=~"a\\\\.b/0|a\\\\.b/1"}',
    );
    const many = Array.from({ length: 21 }, (_, n) => unit(n));
    expect(scopeOf(panel([prometheus('up')], answer(...many)))).toBe('{juju_application="a.b"}');
  });

  test('a label that some series lack says nothing', () => {
    const some = answer({ namespace: 'n', pod: 'p' }, { namespace: 'n' });
    expect(scopeOf(panel([prometheus('up')], some))).toBe('{namespace="n"}');
  });

  const expressions = [
    { expr: 'rate(x{juju_unit="a/0"}[5m])', scope: '{juju_unit="a/0"}' },
    {
      expr: 'sum(x{namespace="n",code="}"}) / sum(y{code=~"2..",namespace="n"})',
      scope: '{namespace="n"}',
    },
    { expr: 'x{namespace="n"} / y{namespace="m"}', scope: undefined },
    { expr: 'x{pod=~".*",namespace!="kube-system"}', scope: '{namespace!="kube-system"}' },
    {
      expr: 'label_replace(x{pod="p"}, "a", "{$1}", "b", "(.*)")',
      scope: '{pod="p"}',
    },
    { expr: 'x{juju_unit=~"$unit"}', scope: '{juju_unit=~"(a/0|a/1)"}' },
    { expr: 'x{juju_unit=~"$all",juju_model="$none",pod="p"}', scope: '{pod="p"}' },
    { expr: 'x{job="j"}', scope: undefined },
    { expr: 'x{', scope: undefined },
    { expr: 'x', scope: undefined },
  ];
  test.each(expressions)('without such labels in the answer: $expr', ({ expr, scope }) => {
    variables = { unit: ['a/0', 'a/1'], all: '$__all' };
    expect(scopeOf(panel([prometheus(expr)], answer({ code: '200' })))).toBe(scope);
  });

  test('what the answer says is better than what was asked, and both count', () => {
    const asked = prometheus('sum by (juju_unit) (x{juju_model="dev",juju_unit=~"a/.+"})');
    expect(scopeOf(panel([asked], answer({ juju_unit: 'a/3' })))).toBe(
      '{juju_model="dev", juju_unit="a/3"}',
    );
  });

  test('the first query that says a place, hidden ones left out', () => {
    const targets = [
      prometheus('x{pod="hidden"}', { hide: true }),
      { refId: 'L', datasource: { type: 'loki', uid: 'l' }, expr: '{pod="logs"}' } as DataQuery,
      prometheus('x', { refId: 'B' }),
      prometheus('x{pod="p"}', { refId: 'C' }),
    ];
    expect(scopeOf(panel(targets))).toBe('{pod="p"}');
  });

  test("one of Parca's has the conditions of its query, and its datasource", () => {
    const own = {
      ...{ refId: 'A', datasource: { type: DATASOURCE_ID, uid: 'ours' } },
      labelSelector: '{juju_unit="a/0",comm="x"}',
    };
    expect(open(panel([own]))).toMatchObject({
      ...{ scope: '{juju_unit="a/0"}', parca: 'ours', prometheus: null },
    });
  });

  test('an absolute range stays one', () => {
    const timeRange = { from: dateTime(1000), to: dateTime(2000) };
    expect(open({ ...panel([prometheus('x{pod="p"}')]), timeRange })?.range).toEqual({
      from: '1000',
      to: '2000',
    });
  });
});

describe('of an alert', () => {
  test('the rule: what its expression and its labels say, in the usual range', () => {
    const rule = {
      ...{ name: 'SlowShop', namespace: 'dev', group: 'g', annotations: {} },
      expression: 'rate(x{juju_application="shop",juju_model="dev"}[5m]) > 1',
      labels: { severity: 'warning', juju_charm: 'shop', juju_model: 'prod' },
    };
    expect(open(rule)).toMatchObject({
      path: '/a/parcascope-console-app/changes',
      range: undefined,
      scope: '{juju_application="shop", juju_model="prod"}',
    });
  });

  test('the alert: its own labels', () => {
    const instance = { labels: { alertname: 'SlowShop', namespace: 'n', pod: 'p-0' } };
    expect(scopeOf({ instance, rule: { query: 'x{pod=~"p-.*"}' } })).toBe(
      '{namespace="n", pod="p-0"}',
    );
  });

  test.each([
    ['a rule without a place', { name: 'X', expression: 'up == 0', labels: {} }],
    ['a rule of which nothing is known', {}],
    ['labels that are none', { labels: 'x', expression: 7 }],
    ['nothing', undefined],
    ['text', 'x'],
  ])('%s: no link', (_, context) => {
    expect(configureChangesLink(context)).toBeUndefined();
  });
});

test.each(['\\"', '{"\\"', "{'\\'", '{`'])(
  'an expression of %s a hundred thousand times is read once',
  async (part) => {
    const of = panel([prometheus(part.repeat(100_000))]);
    expect(await shortestTime(() => configureChangesLink(of), 300)).toBeLessThan(300);
  },
);
