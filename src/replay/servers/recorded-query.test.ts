import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeriesError, type Labels } from '#series';
import type { RecordedQuery } from '../recorded-metrics';
import { compileSelectors, findSeries, knownSeries, parseRecorded } from './recorded-query';

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
  'topk by (juju_unit) (2, cpu_total)',
  'absent_over_time(cpu_total[1m])',
  'avg without (juju_unit, "cpu.mode") (cpu_total)',
  'max_over_time(rate(cpu_total[1m])[5m:30s]) * 100',
  '{__name__=~"cpu_.*"}',
  'sum(cpu_total)',
]
  // A language that is not PromQL, as other servers of metrics have.
  .concat('rollup(cpu_total[1m])', 'cpu_total default 0')
  .map((query) => ({ query, series }));

const find = (queries: readonly RecordedQuery[], query: string) =>
  findSeries(parseRecorded({ step: 15, queries }), query);
const units = (query: string) => find(recorded, query)?.map((s) => s.labels.juju_unit);
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
  { query: '{__name__="up"}', found: ALL },
  { query: '{"up", juju_unit="a/0"}', found: ['a/0'] },
  { query: '{juju_unit="a/0", __name__=~"cpu_.*"}', found: ['a/0'] },
  { query: '{juju_unit="a/0"}', found: undefined },
  { query: 'up # rate(up{', found: ALL },
  {
    query: 'avg without (juju_unit, "cpu.mode") (cpu_total{juju_application="a"})',
    found: ['a/0', 'a/1'],
  },
  {
    query: 'max_over_time(rate(cpu_total{juju_unit="a/1"}[1m])[5m:30s]) * 100',
    found: ['a/1'],
  },
  { query: 'max_over_time(rate(cpu_total[1m])[5m:15s]) * 100', found: undefined },
  { query: 'rollup(cpu_total[1m])', found: ALL },
  { query: 'up{juju_unit="a or b"}', found: [] },
  { query: 'rate(cpu_total{juju_unit="a or b"}[1m]) OR up{juju_unit="a/1"}', found: ['a/1'] },
  { query: 'nothing or up or rate(cpu_total[1m])', found: ALL },
  { query: '(rate(cpu_total[1m]) or up)', found: undefined },
  { query: 'up or on (juju_unit) rate(cpu_total[1m])', found: undefined },
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
  { query: 'topk by (juju_unit) (2, cpu_total{juju_application="a"})', error: /topk\(\)/ },
  { query: 'absent_over_time(cpu_total{juju_unit="a/0"}[1m])', error: /absent_over_time\(\)/ },
  {
    query: 'avg without (juju_unit, "cpu.mode") (cpu_total{"cpu.mode"="user"})',
    error: /no label cpu\.mode/,
  },
  {
    query: 'rate{a="b"}(cpu_total[1m])',
    error: 'parse error: column 12: unexpected "(cpu_total"',
  },
  { query: 'rollup(cpu_total[2m])', error: 'parse error: column 7: unexpected "(cpu_total"' },
  { query: 'up{juju_unit="a/0"', error: 'parse error: column 19: unexpected end of input' },
  { query: 'up{juju_unit="a/0', error: 'parse error: column 18: unexpected end of input' },
  { query: 'up{juju_unit="a\\/0"}', error: /expected a closing "/ },
  { query: 'rate(up[1m]', error: 'parse error: column 12: unclosed left parenthesis' },
  { query: 'rate(', error: 'parse error: column 6: unclosed left parenthesis' },
  { query: 'sum by (a', error: 'parse error: column 10: unclosed left parenthesis' },
  { query: 'rate)up(', error: 'parse error: column 5: unexpected ")up("' },
  { query: '', error: 'parse error: column 1: unexpected end of input' },
  { query: 'up{juju_unit=~"("}', error: /^juju_unit=~: not a regular expression/ },
])('refuses $query', ({ query, error }) => expect(() => units(query)).toThrow(error));

const one = (labels: Record<string, string>, ...at: number[]) => ({
  labels,
  points: at.map((time) => [time, `${Object.values(labels).join()} ${time}`] as const),
});

test('of A or B each moment is from A, and from B where A has none with these labels', () => {
  const parts = [
    {
      query: 'a',
      series: [one({ __name__: 'a', u: '1' }, 15, 45), one({ __name__: 'a', u: '3' })],
    },
    {
      query: 'b',
      series: [one({ __name__: 'b', u: '1' }, 0, 15), one({ __name__: 'b', u: '2' }, 15)],
    },
    { query: 'rate(a[1m])', series: [one({ u: '1' }, 15, 45)] },
    { query: 'rate(a[5m])', series: [one({ u: '1' }, 0, 15, 30), one({ u: '2' }, 0)] },
  ];
  const drawn = (query: string) =>
    find(parts, query)?.map(({ points }) => points.map(([, text]) => text).join(' | '));
  expect(drawn('a or b')).toEqual(['a,1 15 | a,1 45', '', 'b,1 0', 'b,2 15']);
  expect(drawn('b or a')).toEqual(['a,1 45', '', 'b,1 0 | b,1 15', 'b,2 15']);
  expect(drawn('rate(a[1m]) or rate(a[5m])')).toEqual(['1 0 | 1 15 | 1 30 | 1 45', '2 0']);
  expect(drawn('rate(a{u="2"}[1m]) or rate(a{u="2"}[5m])')).toEqual(['2 0']);
});

test('the question must keep the matchers of the recording', () => {
  const only = [{ query: 'up{job="x"}', series }];
  expect(find(only, 'up')).toBeUndefined();
  expect(find(only, 'up{juju_unit="a/0", job="x"}')).toHaveLength(1);
});

test('selectors of match[]', () => {
  const matches = compileSelectors(['up{juju_unit="a/0"}', '{juju_application=~"b"}']);
  const of = (labels: Labels, ...conditions: string[]) => ({
    labels,
    implied: new Set(conditions),
  });
  expect(matches(of({ __name__: 'up', juju_unit: 'a/0' }))).toBe(true);
  expect(matches(of({ __name__: 'down', juju_unit: 'a/0' }))).toBe(false);
  expect(matches(of({ juju_application: 'b' }))).toBe(true);
  expect(compileSelectors([])(of({}))).toBe(true);
  expect(() => compileSelectors(['rate(up[1m])'])).toThrow(/not a selector/);
  expect(() => compileSelectors(['up or up'])).toThrow(/not a selector/);
  expect(() => compileSelectors(['{}'])).toThrow(/needs a matcher/);
  expect(() => compileSelectors([''])).toThrow(/unexpected end of input/);
});

test('what a question demanded holds of its answer, whose labels have lost it', () => {
  const query = 'sum by (juju_unit) (rate(req_total{code=~"5..",juju_unit="a/0",job="x"}[5m]))';
  const [one] = parseRecorded({
    step: 60,
    queries: [{ query, step: 5, series: [{ labels: { juju_unit: 'a/0' }, points: [] }] }],
  });
  expect(one!.series[0]!.step).toBe(5000);
  const [known] = knownSeries(one!);
  expect(known!.labels).toEqual({ juju_unit: 'a/0', __name__: 'req_total' });
  const asked = (selector: string) => compileSelectors([selector])(known!);
  expect(asked('{juju_unit="a/0",job="x"}')).toBe(true);
  expect(asked('req_total{code=~"5..",job="x"}')).toBe(true);
  expect(asked('{job="y"}')).toBe(false);
  expect(asked('{job=~"x"}')).toBe(false);
  expect(asked('other_total{job="x"}')).toBe(false);
});

test('whatever is asked is answered or refused, however deep', () => {
  const pieces = [
    'up',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    'rate',
    'sum by',
    '"a',
    "'",
    '=~',
    ' or ',
    '#',
  ];
  const query = fc.array(fc.constantFrom(...pieces, '1m', ',', 'offset', '\n'), { maxLength: 12 });
  fc.assert(
    fc.property(query, (words) => {
      try {
        units(words.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(SeriesError);
      }
    }),
  );
  const nested = (depth: number) => `${'('.repeat(depth)}up${')'.repeat(depth)}`;
  expect(units(nested(1_000))).toBeUndefined();
  expect(() => units(nested(20_000))).toThrow(/parse error: column \d+: unexpected "\(/);
});
