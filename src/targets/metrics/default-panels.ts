import type { KnownMetrics } from './choose-panels';
import { joinLabels } from './join/join-words';
import {
  metricPanelsOf,
  STATUS_LABELS,
  type MetricPanel,
  type MetricPanelText,
} from './metric-panels';

// Where Prometheus scrapes once a minute, as in COS, a rate over one minute has no two points to come from.
const rate = (selector: string) => `rate(${selector}[1m]) or rate(${selector}[5m])`;
const summedRate = (selector: string) =>
  `sum by ($by) (rate(${selector}[1m])) or sum by ($by) (rate(${selector}[5m]))`;

/** Requests by what common libraries call them, the ones that say most first; not those for metrics themselves. */
export const REQUESTS = [
  'http_server_requests_seconds_count',
  'http_server_request_duration_seconds_count',
  'http_requests_total',
  'grpc_server_handled_total',
  '.+_http_requests_total',
  'django_http_requests_before_middlewares_total',
  'flask_http_request_total',
  '.+_requests_total',
  '(.+_)?http_request_duration_seconds_count',
  '(.+_)?request_duration_seconds_count',
  '!promhttp_.*',
];
const DURATIONS = [
  'http_server_requests_seconds_bucket',
  'http_server_request_duration_seconds_bucket',
  '(.+_)?http_request_duration_seconds_bucket',
  '(.+_)?request_duration_seconds_bucket',
  '(.+_)?requests_seconds_bucket',
];

/** Answers of 500 and above; 0 where there are requests with a status and none of those, nothing where no status is reported. */
const failedRequests = STATUS_LABELS.flatMap((label) => [
  `sum by ($by) (rate($metric{${label}=~"5..",$matchers}[5m]))`,
  `0 * sum by ($by) (rate($metric{${label}!="",$matchers}[5m]))`,
]).join(' or ');

const REQUEST_RATE: MetricPanelText = {
  title: 'Requests',
  unit: 'requests/s',
  expression: summedRate('$metric$matchers'),
  metrics: REQUESTS,
};

/**
 * Panels for what programs of common languages tell of themselves, in the order in which they are drawn; only what exists is. An archive
 * holds these very expressions.
 */
export const METRIC_PANEL_TEXTS: readonly MetricPanelText[] = [
  {
    title: 'Process CPU',
    unit: 'cores',
    expression: rate('process_cpu_seconds_total$matchers'),
    metrics: ['process_cpu_seconds_total'],
    measures: 'cpu',
  },
  {
    title: 'Container CPU',
    unit: 'cores',
    expression: summedRate('container_cpu_usage_seconds_total{container!="",$matchers}'),
    metrics: ['container_cpu_usage_seconds_total'],
    measures: 'cpu',
  },
  {
    title: 'Resident memory',
    unit: 'bytes',
    expression: 'process_resident_memory_bytes$matchers',
    metrics: ['process_resident_memory_bytes'],
    measures: 'memory',
  },
  {
    title: 'Container memory',
    unit: 'bytes',
    expression: 'sum by ($by) (container_memory_working_set_bytes{container!="",$matchers})',
    metrics: ['container_memory_working_set_bytes'],
    measures: 'memory',
  },
  {
    title: 'Go heap in use',
    unit: 'bytes',
    expression: 'go_memstats_heap_inuse_bytes$matchers',
    metrics: ['go_memstats_heap_inuse_bytes'],
    measures: 'memory',
  },
  {
    title: 'JVM heap in use',
    unit: 'bytes',
    expression: 'sum by ($by) ($metric{area="heap",$matchers})',
    metrics: ['jvm_memory_used_bytes', 'jvm_memory_bytes_used'],
  },
  {
    title: 'Node.js heap in use',
    unit: 'bytes',
    expression: 'nodejs_heap_size_used_bytes$matchers',
    metrics: ['nodejs_heap_size_used_bytes'],
  },
  {
    title: 'Goroutines',
    unit: 'goroutines',
    expression: 'go_goroutines$matchers',
    metrics: ['go_goroutines'],
    measures: 'goroutines',
  },
  {
    title: 'GC pauses',
    unit: 'share',
    expression: summedRate('$metric$matchers'),
    metrics: [
      'go_gc_duration_seconds_sum',
      'jvm_gc_pause_seconds_sum',
      'jvm_gc_duration_seconds_sum',
      'jvm_gc_collection_seconds_sum',
      'nodejs_gc_duration_seconds_sum',
    ],
  },
  {
    title: 'GC runs',
    unit: 'runs/s',
    expression: summedRate('$metric$matchers'),
    metrics: ['python_gc_collections_total'],
  },
  REQUEST_RATE,
  {
    title: 'Failed requests (5xx)',
    unit: 'requests/s',
    expression: failedRequests,
    metrics: REQUESTS,
    hasStatus: true,
  },
  {
    title: 'Latency, 99th percentile',
    unit: 'seconds',
    expression: ['1m', '5m']
      .map((w) => `histogram_quantile(0.99, sum by ($by, le) (rate($metric$matchers[${w}])))`)
      .join(' or '),
    metrics: DURATIONS,
  },
  { title: 'Up', unit: '', expression: 'up$matchers', metrics: ['up'] },
];

export const requestRate: MetricPanel = metricPanelsOf([REQUEST_RATE])[0]!;

export const metricPanels: readonly MetricPanel[] = metricPanelsOf(METRIC_PANEL_TEXTS);

/** Metrics that most programs have, for where it cannot be asked which there are: each panel then says for itself what it finds. */
export const COMMON_METRICS: KnownMetrics = {
  names: [
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'go_memstats_heap_inuse_bytes',
    'go_goroutines',
    'up',
  ],
  withStatus: [],
};

/**
 * What the pages ask of Prometheus beside a profile, without matchers, for every metric in `names` that a default panel is drawn of: one
 * query an operand of `or`, because a replay answers the whole from its operands, and each alone.
 */
export function recordedQueries(names: readonly string[]): readonly string[] {
  const asked = metricPanels.flatMap((panel) =>
    names
      .filter((name) => panel.metrics?.some((pattern) => pattern(name)))
      .flatMap((metric) => operandsOf(panel, metric)),
  );
  const marks = ['process_start_time_seconds', 'ALERTS'].filter((name) => names.includes(name));
  return [...new Set([...asked, ...marks])];
}

const operandsOf = (panel: MetricPanel, metric: string) =>
  joinLabels.flatMap((by) => panel.query({ matchers: '', by, metric }).split(' or '));
