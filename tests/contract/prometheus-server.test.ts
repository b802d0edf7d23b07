import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_ALIASES, matchersOf } from '#series';
import { createPrometheusSource, type MetricSource } from '#sources';
import {
  alertQuery,
  choosePanels,
  metricJoin,
  metricPanels,
  readVerification,
  STATUS_LABELS,
  restartAnnotations,
} from '#targets';
import { describeMetricSource } from '../support/metric-source-contract';
import {
  startExporter,
  startPrometheus,
  transportTo,
  until,
  type RunningPrometheus,
} from '../support/prometheus';

const UUID = '20ce8299-3634-4bef-8bd8-5ace6c8816b4';
const HOSTILE = 'say "hi" \\ {a="b"}\n__proto__';

const unit = (name: string) => ({
  juju_model: 'dev',
  juju_model_uuid: UUID,
  juju_application: 'shop-k8s',
  juju_unit: name,
  juju_charm: 'shop-k8s',
});

const STARTED = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;

/** What a Go program's metrics page says, and one line of each thing that is hard to read. */
const page = () => `
# TYPE process_cpu_seconds_total counter
process_cpu_seconds_total ${Date.now() / 1000 / 4}
process_resident_memory_bytes 3.21e+08
go_memstats_heap_inuse_bytes 1234567
go_goroutines 17
go_gc_duration_seconds_sum ${Date.now() / 1e6}
process_start_time_seconds ${STARTED / 1000}
api_http_requests_total{code="200"} ${Date.now() / 1000}
broken_requests_total{status="200"} ${Date.now() / 1000}
broken_requests_total{status="503"} ${Date.now() / 2000}
untold_requests_total ${Date.now() / 1000}
http_request_duration_seconds_bucket{le="0.1"} ${Date.now() / 1000}
http_request_duration_seconds_bucket{le="+Inf"} ${Date.now() / 1000}
hostile{path="say \\"hi\\" \\\\ {a=\\"b\\"}\\n__proto__",empty="",__proto__x="1"} 9007199254740991
not_a_number NaN
endless +Inf
`;

let prometheus: RunningPrometheus;
let exporters: { address: string; stop(): Promise<void> }[] = [];
let source: MetricSource;
let now = 0;

beforeAll(async () => {
  exporters = [await startExporter(page), await startExporter(page)];
  const gone = await startExporter(page);
  await gone.stop();
  prometheus = await startPrometheus([
    { address: exporters[0]!.address, labels: unit('shop-k8s/0') },
    { address: exporters[1]!.address, labels: unit('shop-k8s/1') },
    { address: gone.address, labels: unit('shop-k8s/2') },
  ]);
  source = createPrometheusSource({ transport: transportTo(prometheus.url) });
  await until('all units are scraped three times', async () => {
    const query = 'count(count_over_time(up[1m]) >= 3)';
    return (await source.fetchInstant({ query })).series[0]?.values[0] === 3;
  });
  now = Math.floor(Date.now() / 1000) * 1000 + 1000;
});

afterAll(async () => {
  await prometheus?.stop();
  await Promise.all(exporters.map((exporter) => exporter.stop()));
});

describe('a real Prometheus', () => {
  describeMetricSource(() => ({ source, now }));

  const recent = () => ({ start: now - 60_000, end: now });
  const readLast = async (query: string) => {
    const { series } = await source.fetchRange({ query, range: recent(), step: 1000 });
    return series.map(({ labels, values }) => [labels['juju_unit'], values.at(-1)]);
  };

  test('the panels of what one unit has, by its Juju labels', async () => {
    const join = metricJoin(matchersOf(unit('shop-k8s/1')), [], { aliases: DEFAULT_ALIASES });
    const read = (match: string | readonly string[]) =>
      source.fetchLabelValues({ name: '__name__', match, range: recent() });
    const status = STATUS_LABELS.map((label) => `{${label}!="",${join.matchers.slice(1)}`);
    const known = { names: await read(join.matchers), withStatus: await read(status) };
    expect(known.withStatus).toEqual(['api_http_requests_total', 'broken_requests_total']);
    const chosen = choosePanels(metricPanels, known);
    const drawn = chosen.map(async ({ panel, metric = '' }) => [
      panel.id,
      await readLast(panel.query({ ...join, metric })),
    ]);
    const one = (value: unknown) => [['shop-k8s/1', value]];
    expect(await Promise.all(drawn)).toEqual([
      ['process-cpu', one(expect.any(Number))],
      ['resident-memory', one(321_000_000)],
      ['go-heap-in-use', one(1_234_567)],
      ['goroutines', one(17)],
      ['gc-pauses', one(expect.any(Number))],
      ['requests', one(expect.any(Number))],
      ['failed-requests-5xx-', one(0)],
      ['latency-99th-percentile', one(expect.any(Number))],
      ['up', one(1)],
    ]);
  });

  test('failed requests are counted under whatever label says how they ended', async () => {
    const join = metricJoin(matchersOf(unit('shop-k8s/0')), [], { aliases: DEFAULT_ALIASES });
    const failed = metricPanels.find(({ id }) => id === 'failed-requests-5xx-')!;
    const read5xx = async (metric: string) =>
      (await readLast(failed.query({ ...join, metric }))).map(([, value]) => value);
    expect(await read5xx('api_http_requests_total')).toEqual([0]);
    expect((await read5xx('broken_requests_total'))[0]).toBeGreaterThan(0);
    expect(await read5xx('untold_requests_total')).toEqual([]);
  });

  test('a join is verified by the endpoints that are scraped under it', async () => {
    const verify = async (name: string) => {
      const join = metricJoin(matchersOf(unit(name)), [], { aliases: DEFAULT_ALIASES });
      const question = { query: join.verify!, range: recent(), step: 1000 };
      return readVerification(join, (await source.fetchRange(question)).series);
    };
    expect(await verify('shop-k8s/1')).toMatchObject({ kind: 'one', count: 1, down: 0 });
    expect(await verify('shop-k8s/2')).toMatchObject({ kind: 'one', count: 1, down: 1 });
    expect(await verify('shop-k8s/7')).toMatchObject({ kind: 'nothing', count: 0 });
  });

  test('starts of processes and alerts without a rule', async () => {
    const join = metricJoin(matchersOf(unit('shop-k8s/1')), [], { aliases: DEFAULT_ALIASES });
    const query = `process_start_time_seconds${join.matchers}`;
    const { series } = await source.fetchRange({ query, range: recent(), step: 1000 });
    const start = { start: STARTED - 1000, end: now };
    expect(
      restartAnnotations(series, start, DEFAULT_ALIASES).map(({ time, kind }) => [time, kind]),
    ).toEqual([[STARTED, 'start']]);
    const alerts = { query: alertQuery(join)!, range: recent(), step: 1000 };
    expect((await source.fetchRange(alerts)).series).toEqual([]);
  });

  test('a unit that does not answer is down, not absent', async () => {
    expect((await readLast('up')).sort()).toEqual([
      ['shop-k8s/0', 1],
      ['shop-k8s/1', 1],
      ['shop-k8s/2', 0],
    ]);
  });

  test('label values come back letter by letter, whole numbers to the last digit', async () => {
    const { series } = await source.fetchInstant({ query: 'hostile{juju_unit="shop-k8s/0"}' });
    expect(series[0]!.labels['path']).toBe(HOSTILE);
    expect(series[0]!.labels).not.toHaveProperty('empty');
    expect(series[0]!.values).toEqual([Number.MAX_SAFE_INTEGER]);
    const question = { name: 'path', match: 'hostile', range: recent() };
    expect(await source.fetchLabelValues(question)).toEqual([HOSTILE]);
  });

  test('what a program exports as NaN and +Inf', async () => {
    const nan = await source.fetchInstant({ query: 'not_a_number' });
    expect(nan.series.map((one) => one.values)).toEqual([[null], [null]]);
    expect(nan.warnings).toEqual([]);
    const endless = await source.fetchInstant({ query: 'endless' });
    expect(endless.series.map((one) => one.values)).toEqual([[null], [null]]);
    expect(endless.warnings).toEqual(['2 points are +Inf or -Inf: drawn as a gap']);
  });

  test('two series of one match group: the words of the server', async () => {
    const asked = source.fetchInstant({ query: 'go_goroutines + on (juju_model) go_goroutines' });
    await expect(asked).rejects.toMatchObject({
      kind: 'badQuery',
      status: 422,
      detail: expect.stringContaining('many-to-many matching not allowed'),
    });
  });

  test('a server that is gone is unreachable', async () => {
    const gone = createPrometheusSource({ transport: transportTo(`http://${await closed()}`) });
    await expect(gone.fetchInstant({ query: 'up' })).rejects.toMatchObject({ kind: 'unreachable' });
  });
});

async function closed(): Promise<string> {
  const exporter = await startExporter(page);
  await exporter.stop();
  return exporter.address;
}
