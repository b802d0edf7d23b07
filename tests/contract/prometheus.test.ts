import { expect, test } from 'vitest';
import { createPrometheusSource, SourceError, type MetricAnswer } from '#sources';
import { answering, readRecorded } from '../support/recorded-prometheus';

const AFTER = { start: Date.UTC(2026, 10, 21, 0, 26), end: Date.UTC(2026, 10, 21, 0, 31) };
const RATE = 'sum by (juju_unit) (rate(process_cpu_seconds_total[1m]))';
const STEP = 15_000;

function ask(body: string, how?: Parameters<typeof answering>[1]) {
  const transport = answering(body, how);
  return { transport, source: createPrometheusSource({ transport }) };
}

/** One line a series: labels, number of points, first and last. */
function drawn({ series }: MetricAnswer): string[] {
  return series.map(({ labels, times, values }) => {
    const at = (i: number) =>
      `${new Date(times.at(i)!).toISOString().slice(11, 19)} ${values.at(i)}`;
    return `${labels['juju_unit']}: ${times.length} points, ${at(0)} to ${at(-1)}`;
  });
}

const matrix = (series: readonly object[], more: object = {}) =>
  JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: series }, ...more });

test('a recorded range: every unit, every point, in ms', async () => {
  const { source, transport } = ask(readRecorded('query_range-process-cpu-rate-after'));
  const answer = await source.fetchRange({ query: RATE, range: AFTER, step: STEP });
  expect(drawn(answer)).toEqual([
    'parca/0: 21 points, 00:26:00 0.04533333333333315 to 00:31:00 0.07333333333333326',
    'prometheus/0: 21 points, 00:26:00 0.0015555555555555518 to 00:31:00 0.0017776592671599689',
    'shop-k8s/0: 21 points, 00:26:00 0.09644444444444451 to 00:31:00 0.11088888888888908',
    'shop-k8s/1: 21 points, 00:26:00 0.10420369712051186 to 00:31:00 0.11802885149703267',
  ]);
  expect(answer.warnings).toEqual([]);
  expect(transport.asked).toMatchObject([
    {
      method: 'POST',
      path: 'api/v1/query_range',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  ]);
  const form = new URLSearchParams(String(transport.asked[0]!.body));
  expect(Object.fromEntries(form)).toEqual({
    query: RATE,
    start: '1795220760.000',
    end: '1795221060.000',
    step: '15.000',
  });
});

test('a recorded instant answer keeps all labels', async () => {
  const { source, transport } = ask(readRecorded('query-up-instant'));
  const { series } = await source.fetchInstant({ query: 'up', time: AFTER.end });
  expect(series.map((one) => one.labels['juju_unit'])).toEqual([
    'parca/0',
    'prometheus/0',
    'shop-k8s/0',
    'shop-k8s/1',
  ]);
  expect(series[3]).toEqual({
    labels: {
      __name__: 'up',
      instance: 'dev_20ce8299-3634-4bef-8bd8-5ace6c8816b4_shop-k8s_shop-k8s/1',
      job: 'juju_dev_20ce8299_shop-k8s_prometheus_scrape-0',
      juju_application: 'shop-k8s',
      juju_charm: 'shop-k8s',
      juju_model: 'dev',
      juju_model_uuid: '20ce8299-3634-4bef-8bd8-5ace6c8816b4',
      juju_unit: 'shop-k8s/1',
    },
    times: [AFTER.end],
    values: [1],
  });
  expect(transport.asked[0]!.body).toBe('query=up&time=1795221060.000');
});

test('nothing found is an empty answer, not an error', async () => {
  const { source } = ask(readRecorded('query_range-empty-whole'));
  const question = { query: 'no_such_metric', range: AFTER, step: STEP };
  expect(await source.fetchRange(question)).toEqual({ series: [], warnings: [] });
});

test('label values of what matches, in the range', async () => {
  const { source, transport } = ask(readRecorded('label-values-juju_unit'));
  const question = { name: 'juju_unit', match: 'up{juju_model="dev"}', range: AFTER };
  expect(await source.fetchLabelValues(question)).toEqual([
    'parca/0',
    'prometheus/0',
    'shop-k8s/0',
    'shop-k8s/1',
  ]);
  const { path, method } = transport.asked[0]!;
  const [before, form] = path.split('?');
  expect([method, before]).toEqual(['GET', 'api/v1/label/juju_unit/values']);
  expect(Object.fromEntries(new URLSearchParams(form))).toEqual({
    start: '1795220760.000',
    end: '1795221060.000',
    'match[]': 'up{juju_model="dev"}',
  });
});

test('a base path stands before api/v1, however it is written', async () => {
  for (const basePath of ['cos-prometheus-0', '/cos-prometheus-0/']) {
    const transport = answering(readRecorded('query-up-instant'));
    await createPrometheusSource({ transport, basePath }).fetchInstant({ query: 'up' });
    expect(transport.asked[0]).toMatchObject({
      path: 'cos-prometheus-0/api/v1/query',
      body: 'query=up',
    });
  }
});

test('the signal is passed on', async () => {
  const { source, transport } = ask(readRecorded('query-up-instant'));
  const { signal } = new AbortController();
  await source.fetchInstant({ query: 'up' }, { signal });
  expect(transport.asked[0]!.signal).toBe(signal);
});

test('a missing step is a gap; NaN is a gap; infinities are gaps and counted', async () => {
  const values = [
    [100, '1'],
    [115.0004, '2'],
    [160, '3'],
    [175, 'NaN'],
    [190, '+Inf'],
    [205, '-Inf'],
  ];
  const { source } = ask(matrix([{ metric: {}, values }]));
  expect(await source.fetchRange({ query: 'x', range: AFTER, step: STEP })).toEqual({
    series: [
      {
        labels: {},
        times: [100_000, 115_000, 130_000, 160_000, 175_000, 190_000, 205_000],
        values: [1, 2, null, 3, null, null, null],
      },
    ],
    warnings: ['2 points are +Inf or -Inf: drawn as a gap'],
  });
});

test('a partial answer keeps its series and all the words of the server', async () => {
  const body = matrix([{ metric: { a: 'b' }, values: [[1, '1e-7']] }], {
    warnings: ['store 10.0.0.1 is unavailable'],
    infos: ['PromQL info: metric might not be a counter'],
  });
  const answer = await ask(body).source.fetchRange({ query: 'x', range: AFTER, step: STEP });
  expect(answer.series).toEqual([{ labels: { a: 'b' }, times: [1000], values: [1e-7] }]);
  expect(answer.warnings).toEqual([
    'store 10.0.0.1 is unavailable',
    'PromQL info: metric might not be a counter',
  ]);
});

test('native histograms are left out in words', async () => {
  const histograms = [[1, { count: '1', sum: '2' }]];
  const { source } = ask(
    matrix([
      { metric: {}, histograms },
      { metric: {}, values: [[1, '2']] },
    ]),
  );
  const answer = await source.fetchRange({ query: 'x', range: AFTER, step: STEP });
  expect(answer.series).toEqual([{ labels: {}, times: [1000], values: [2] }]);
  expect(answer.warnings).toEqual(['1 series has native histograms: left out']);
});

test('hostile labels are labels', async () => {
  const metric = `{"__proto__": "p", "constructor": "c", "toString": "", "a": "\\"}\\n"}`;
  const body = matrix([]).replace('[]', `[{"metric":${metric},"values":[[1,"2"]]}]`);
  const { series } = await ask(body).source.fetchRange({ query: 'x', range: AFTER, step: STEP });
  expect(Object.entries(series[0]!.labels)).toEqual([
    ['__proto__', 'p'],
    ['constructor', 'c'],
    ['toString', ''],
    ['a', '"}\n'],
  ]);
});

const told = (errorType: string, error: string) =>
  JSON.stringify({ status: 'error', errorType, error });
const failures = [
  {
    name: 'a bad expression, in the words of the server',
    body: readRecorded('query_range-invalid'),
    how: { status: 400 },
    kind: 'badQuery',
    detail: 'bad_data: 1:6: parse error: unclosed left parenthesis',
  },
  {
    name: 'an expression that cannot be evaluated',
    body: told('execution', 'many-to-many matching not allowed'),
    how: { status: 422 },
    kind: 'badQuery',
    detail: 'execution: many-to-many matching not allowed',
  },
  {
    name: 'a query that takes too long, which Prometheus answers with 503',
    body: told('timeout', 'query timed out in query queue'),
    how: { status: 503 },
    kind: 'timeout',
    detail: 'timeout: query timed out in query queue',
  },
  {
    name: 'an error of the server itself',
    body: told('internal', 'out of space'),
    how: { status: 500 },
    kind: 'server',
    detail: 'internal: out of space',
  },
  {
    name: 'an error type of tomorrow',
    body: told('constructor', 'hm'),
    how: { status: 500 },
    kind: 'server',
    detail: 'constructor: hm',
  },
  {
    name: 'a server that is asked too much',
    body: told('too_many_requests', 'slow down'),
    how: { status: 429 },
    kind: 'busy',
    detail: 'too_many_requests: slow down',
  },
  {
    name: 'the console, which was redirected',
    body: '{"error":"Prometheus at http://x answers with a redirect (HTTP 302)","kind":"redirect"}',
    how: { status: 502 },
    kind: 'redirect',
    detail: 'Prometheus at http://x answers with a redirect (HTTP 302)',
  },
  {
    name: "a server's 401, as Grafana's proxy passes it on",
    body: 'Authentication to data source failed',
    how: { status: 400, contentType: 'text/plain' },
    kind: 'unauthorized',
    detail: 'HTTP 400, text/plain: Authentication to data source failed',
  },
  {
    name: 'a proxy with a kind of its own',
    body: '{"error":"x","kind":"constructor"}',
    how: { status: 502 },
    kind: 'unreachable',
    detail: 'HTTP 502, application/json: x',
  },
  {
    name: 'no right to ask',
    body: '{"message":"Unauthorized"}',
    how: { status: 401 },
    kind: 'unauthorized',
    detail: 'HTTP 401, application/json: {"message":"Unauthorized"}',
  },
  {
    name: 'no right to ask, in Prometheus words',
    body: told('bad_data', 'tenant is not allowed'),
    how: { status: 403 },
    kind: 'forbidden',
    detail: 'bad_data: tenant is not allowed',
  },
  {
    name: 'a server that is not ready',
    body: 'Service Unavailable',
    how: { status: 503, contentType: 'text/plain' },
    kind: 'unreachable',
    detail: 'HTTP 503, text/plain: Service Unavailable',
  },
  {
    name: 'a proxy that does not reach it',
    body: '<html>\n  <h1>Bad Gateway</h1>',
    how: { status: 502, contentType: 'text/html' },
    kind: 'unreachable',
    detail: 'HTTP 502, text/html: <html> <h1>Bad Gateway</h1>',
  },
  {
    name: 'a proxy that waits no longer',
    body: '',
    how: { status: 504, contentType: '' },
    kind: 'timeout',
    detail: 'HTTP 504, an empty body (no content type)',
  },
  {
    name: 'another server',
    body: '404 page not found',
    how: { status: 404, contentType: 'text/plain; charset=utf-8' },
    kind: 'notFound',
    detail: 'HTTP 404, text/plain; charset=utf-8: 404 page not found',
  },
  {
    name: 'a redirect to a login',
    body: '<a href="/login">Found</a>',
    how: { status: 302, contentType: 'text/html' },
    kind: 'redirect',
    detail: 'HTTP 302, text/html: <a href="/login">Found</a>',
  },
  {
    name: 'a login page instead of an answer, and only its beginning',
    body: `<!doctype html>${'x'.repeat(500)}`,
    how: { status: 200, contentType: 'text/html' },
    kind: 'malformed',
    detail: `expected JSON, got text/html: <!doctype html>${'x'.repeat(185)}…`,
  },
];

test.each(failures)('$name', async ({ body, how, kind, detail }) => {
  const { source } = ask(body, how);
  const error = await source.fetchInstant({ query: 'x' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SourceError);
  expect(error).toMatchObject({ kind, detail, source: 'Prometheus' });
  if (how.status !== 200) expect(error).toMatchObject({ status: how.status });
});

test('an expression that gives text is refused in words', async () => {
  const body = '{"status":"success","data":{"resultType":"string","result":[1,"x"]}}';
  await expect(ask(body).source.fetchInstant({ query: '"x"' })).rejects.toMatchObject({
    kind: 'badQuery',
    detail: 'the expression gives the text "x", not numbers',
  });
});
