import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import { DEFAULT_ALIASES } from '#series';
import { createPrometheusSource, type MetricSource } from '#sources';
import { choosePanels, metricJoin, metricPanels, STATUS_LABELS } from '#targets';

let archive: Archive;
let source: MetricSource;
beforeAll(async () => {
  archive = await openArchive('public/demo.zip');
  source = createPrometheusSource({ transport: createReplayTransport(createReplay(archive)) });
});
afterAll(() => archive.close());

const rangeOf = ({ manifest }: Archive) => ({
  start: manifest.start.getTime(),
  end: manifest.end.getTime(),
});
const JOIN = metricJoin([{ name: 'juju_unit', op: '=', value: 'shop-k8s/1' }], [], {
  aliases: DEFAULT_ALIASES,
});
const STATUS = STATUS_LABELS.map((label) => `{${label}!="",${JOIN.matchers.slice(1)}`);
const namesOf = (match: string | readonly string[]) =>
  source.fetchLabelValues({ name: '__name__', match, range: rangeOf(archive) });

test('the demo tells which metrics there are, those that a function has read too', async () => {
  expect(await namesOf(JOIN.matchers)).toEqual([
    'go_goroutines',
    'go_memstats_heap_inuse_bytes',
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'shop_pricing_cost',
    'shop_request_duration_seconds_bucket',
    'shop_requests_total',
    'up',
  ]);
  expect(await namesOf('{juju_unit="parca/0"}')).not.toContain('shop_requests_total');
  expect(await namesOf('{juju_unit="nobody/0"}')).toEqual([]);
});

test('the demo draws every panel that it has something for, of one unit', async () => {
  const known = { names: await namesOf(JOIN.matchers), withStatus: await namesOf(STATUS) };
  expect(known.withStatus).toEqual([]);
  const drawn = await Promise.all(
    choosePanels(metricPanels, known).map(async ({ panel, metric = '' }) => {
      const query = panel.query({ ...JOIN, metric });
      const { series } = await source.fetchRange({ query, range: rangeOf(archive), step: 15_000 });
      const points = (series[0]?.values ?? []).filter((value) => value !== null).length;
      return [panel.id, series.map(({ labels }) => labels['juju_unit']), points > 70];
    }),
  );
  expect(drawn).toEqual(
    [
      'process-cpu',
      'resident-memory',
      'go-heap-in-use',
      'goroutines',
      'requests',
      'latency-99th-percentile',
      'up',
    ].map((id) => [id, ['shop-k8s/1'], true]),
  );
});
