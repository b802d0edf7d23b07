import { expect, test } from 'vitest';
import { choosePanels } from './choose-panels';
import { metricPanels, recordedQueries } from './default-panels';
import { compileMetricNames } from './metric-names';
import { metricPanelsOf } from './metric-panels';

const UNIT = { matchers: '{juju_unit="shop-k8s/1"}', by: 'juju_unit' };

const drawn = (...names: string[]) =>
  choosePanels(metricPanels, { names, withStatus: names.filter((name) => !/shop/.test(name)) }).map(
    ({ panel, metric }) => [panel.id, metric],
  );
const queryOf = (id: string, metric = '') =>
  metricPanels.find((panel) => panel.id === id)!.query({ ...UNIT, metric });

test('the matchers are in the braces of every selector', () => {
  expect(queryOf('process-cpu')).toBe(
    'rate(process_cpu_seconds_total{juju_unit="shop-k8s/1"}[1m]) or rate(process_cpu_seconds_total{juju_unit="shop-k8s/1"}[5m])',
  );
  expect(queryOf('up')).toBe('up{juju_unit="shop-k8s/1"}');
  expect(queryOf('requests', 'shop_requests_total')).toBe(
    'sum by (juju_unit) (rate(shop_requests_total{juju_unit="shop-k8s/1"}[1m])) or sum by (juju_unit) (rate(shop_requests_total{juju_unit="shop-k8s/1"}[5m]))',
  );
  expect(queryOf('failed-requests-5xx-', 'a_total')).toMatch(
    /^sum by \(juju_unit\) \(rate\(a_total\{code=~"5\.\.",juju_unit="shop-k8s\/1"\}\[5m\]\)\) or 0 \* sum by \(juju_unit\) \(rate\(a_total\{code!="",/,
  );
  expect(queryOf('latency-99th-percentile', 'd_bucket')).toContain(
    'histogram_quantile(0.99, sum by (juju_unit, le) (rate(d_bucket{juju_unit="shop-k8s/1"}[1m]))) or ',
  );
});

test('a panel of somebody takes the matchers with or without braces, as text and never as a pattern', () => {
  const panels = metricPanelsOf([
    {
      title: 'Errors',
      unit: '',
      expression: 'a{code="500", $matchers} / b{$matchers} / sum by ($by) (c$matchers)',
    },
    { title: 'Errors', unit: '', expression: 'constant_$matchers_$bytes' },
  ]);
  const matchers = `{juju_unit="$& $1 $by $metric \\"x\\"/0"}`;
  const by = 'job, $&';
  const inside = matchers.slice(1, -1);
  expect(panels[0]!.query({ matchers, by, metric: '$&' })).toBe(
    `a{code="500", ${inside}} / b{${inside}} / sum by (${by}) (c${matchers})`,
  );
  expect(panels[1]!.query(UNIT)).toBe('constant_$matchers_$bytes');
  expect(panels[0]!.query({ matchers: '', by })).toBe(`a{code="500", } / b{} / sum by (${by}) (c)`);
  expect(panels.map((panel) => panel.id)).toEqual(['errors', 'errors-1']);
});

test('what is drawn is what exists, a Go server', () => {
  expect(
    drawn(
      'go_gc_duration_seconds',
      'go_gc_duration_seconds_sum',
      'go_goroutines',
      'go_memstats_heap_inuse_bytes',
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'promhttp_metric_handler_requests_total',
      'prometheus_http_request_duration_seconds_bucket',
      'prometheus_http_request_duration_seconds_count',
      'prometheus_http_requests_total',
      'up',
    ),
  ).toEqual([
    ['process-cpu', 'process_cpu_seconds_total'],
    ['resident-memory', 'process_resident_memory_bytes'],
    ['go-heap-in-use', 'go_memstats_heap_inuse_bytes'],
    ['goroutines', 'go_goroutines'],
    ['gc-pauses', 'go_gc_duration_seconds_sum'],
    ['requests', 'prometheus_http_requests_total'],
    ['failed-requests-5xx-', 'prometheus_http_requests_total'],
    ['latency-99th-percentile', 'prometheus_http_request_duration_seconds_bucket'],
    ['up', 'up'],
  ]);
});

test('a JVM, a container, an application with names of its own', () => {
  expect(drawn('jvm_memory_used_bytes', 'http_server_requests_seconds_count')).toEqual([
    ['jvm-heap-in-use', 'jvm_memory_used_bytes'],
    ['requests', 'http_server_requests_seconds_count'],
    ['failed-requests-5xx-', 'http_server_requests_seconds_count'],
  ]);
  expect(drawn('container_cpu_usage_seconds_total')).toEqual([
    ['container-cpu', 'container_cpu_usage_seconds_total'],
  ]);
  const requests = [
    'shop_requests_total',
    'shop_cart_requests_total',
    'http_requests_total_created',
  ];
  // None of these says how a request ended.
  expect(drawn(...requests)).toEqual([['requests', 'shop_requests_total']]);
  expect(drawn()).toEqual([]);
});

test('of panels with one title the first that has a metric; one of a user’s own always', () => {
  const panels = metricPanelsOf([
    { title: 'Heap', unit: 'bytes', expression: '$metric', metrics: ['a', 'b.*'] },
    { title: 'Heap', unit: 'bytes', expression: '$metric', metrics: ['c'] },
    { title: 'Own', unit: '', expression: 'x' },
    { title: 'Own', unit: '', expression: 'y' },
  ]);
  const chosen = (...names: string[]) =>
    choosePanels(panels, { names, withStatus: [] }).map(({ panel, metric = '' }) =>
      panel.query({ ...UNIT, metric }),
    );
  expect(chosen('c', 'bb', 'xa')).toEqual(['bb', 'x', 'y']);
  expect(chosen('c')).toEqual(['c', 'x', 'y']);
  expect(chosen()).toEqual(['x', 'y']);
});

test('a recording asks operand by operand for all that a panel may be drawn of', () => {
  const asked = recordedQueries([
    'shop_requests_total',
    'go_goroutines',
    'process_start_time_seconds',
    'ALERTS',
    'unknown',
  ]);
  expect(asked).toContain('go_goroutines');
  expect(asked.slice(-2)).toEqual(['process_start_time_seconds', 'ALERTS']);
  for (const by of [
    'juju_model, juju_model_uuid, juju_application, juju_unit, juju_charm',
    'namespace, pod, container, job, instance',
  ])
    expect(asked).toContain(`sum by (${by}) (rate(shop_requests_total[1m]))`);
  expect(asked.some((query) => / or |unknown/.test(query))).toBe(false);
});

test('names are regular expressions of whole names; what stands behind ! takes names from all', () => {
  const [any, exact] = compileMetricNames(['.+_total', 'a_total|b', '!a.*', '![[:digit:]].*']);
  const names = ['a_total', 'x_total', '1_total', 'x_total_sum', 'b'];
  expect(names.filter(any!)).toEqual(['x_total']);
  expect(names.filter(exact!)).toEqual(['b']);
  expect(() => compileMetricNames(['a', '!('])).toThrow('missing closing )');
});
