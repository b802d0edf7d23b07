import { expect, test } from 'vitest';
import { compileSelectors, findSeries } from './recorded-query';

const series = ['a/0', 'a/1', 'b/0'].map((juju_unit) => ({
  labels: { juju_unit, juju_application: juju_unit.slice(0, 1) },
  points: [],
}));
const recorded = [
  'up',
  'up{job="x"}',
  'rate(cpu_total[1m])',
  'sum by (juju_unit) (rate(requests_total[1m]))',
  'histogram_quantile(0.99, sum by (juju_unit, le) (rate(seconds_bucket[1m])))',
  'topk(2, cpu_total)',
  'sum(cpu_total)',
].map((query) => ({ query, series }));

const units = (query: string) => findSeries(recorded, query)?.map((s) => s.labels.juju_unit);
const ALL = ['a/0', 'a/1', 'b/0'];

test.each([
  { query: 'up', found: ALL },
  { query: ' up{} # a comment', found: ALL },
  { query: 'up{juju_unit="a/0"}', found: ['a/0'] },
  { query: 'up{job="x"}', found: [] },
  { query: 'rate( cpu_total [1m] )', found: ALL },
  { query: 'rate(cpu_total{juju_unit=~"a/.*"}[1m])', found: ['a/0', 'a/1'] },
  { query: 'rate(cpu_total{juju_unit=~"/0"}[1m])', found: [] },
  { query: 'rate(cpu_total{juju_unit!="a/0",juju_application="a"}[1m])', found: ['a/1'] },
  { query: 'rate(cpu_total{juju_charm=""}[1m])', found: ALL },
  { query: 'sum by (juju_unit)(rate(requests_total{juju_unit="b/0"}[1m]))', found: ['b/0'] },
  {
    query:
      'histogram_quantile(0.99, sum by (juju_unit, le) (rate(seconds_bucket{juju_unit="a/1"}[1m])))',
    found: ['a/1'],
  },
  { query: 'sum(cpu_total)', found: ALL },
  { query: 'rate(cpu_total[1m]) or rate(cpu_total[5m])', found: ALL },
  {
    query: 'rate(cpu_total{juju_unit="a/1"}[5m]) or rate(cpu_total{juju_unit="a/1"}[1m])',
    found: ['a/1'],
  },
  { query: 'rate(cpu_total[5m]) or rate(cpu_total[2m])', found: undefined },
  { query: 'up{juju_unit="a or b"}', found: [] },
  { query: 'rate(cpu_total[2m])', found: undefined },
  { query: 'irate(cpu_total[1m])', found: undefined },
  { query: 'nothing', found: undefined },
])('$query', ({ query, found }) => expect(units(query)).toEqual(found));

test.each([
  {
    query: 'sum by (juju_unit) (rate(requests_total{juju_application="a"}[1m]))',
    error: /no label juju_application/,
  },
  { query: 'sum(cpu_total{juju_unit="a/0"})', error: /no label juju_unit/ },
  {
    query: 'histogram_quantile(0.99, sum by (juju_unit, le) (rate(seconds_bucket{le="1"}[1m])))',
    error: /no label le/,
  },
  { query: 'topk(2, cpu_total{juju_unit="a/0"})', error: /topk\(\)/ },
  { query: 'rate{a="b"}(cpu_total[1m])', error: /unexpected "\{"/ },
  { query: '{__name__="up"}', error: /metric name/ },
  { query: 'up{juju_unit="a/0"', error: /parse error: column 3/ },
  { query: 'up{juju_unit=~"("}', error: /cannot read/ },
])('refuses $query', ({ query, error }) => expect(() => units(query)).toThrow(error));

test('the question must keep the matchers of the recording', () => {
  const only = [{ query: 'up{job="x"}', series }];
  expect(findSeries(only, 'up')).toBeUndefined();
  expect(findSeries(only, 'up{juju_unit="a/0", job="x"}')).toHaveLength(1);
});

test('selectors of match[]', () => {
  const matches = compileSelectors(['up{juju_unit="a/0"}', '{juju_application=~"b"}']);
  expect(matches({ __name__: 'up', juju_unit: 'a/0' })).toBe(true);
  expect(matches({ __name__: 'down', juju_unit: 'a/0' })).toBe(false);
  expect(matches({ juju_application: 'b' })).toBe(true);
  expect(compileSelectors([])({})).toBe(true);
  expect(() => compileSelectors(['rate(up[1m])'])).toThrow(/not a selector/);
  expect(() => compileSelectors([''])).toThrow(/needs a matcher/);
});
