import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createReplay,
  createReplayTransport,
  openArchive,
  PAGE_QUERIES,
  type Archive,
} from '#archive';
import { createPrometheusSource, type MetricSource } from '#sources';
import { metricPanels } from '../../src/pages/metric-panels';

let archive: Archive;
let source: MetricSource;
beforeAll(async () => {
  archive = await openArchive('public/demo.zip');
  source = createPrometheusSource({ transport: createReplayTransport(createReplay(archive)) });
});
afterAll(() => archive.close());

test('a recording asks what the pages ask, operand by operand', () => {
  const asked = metricPanels.flatMap((panel) => panel.query('').split(' or '));
  expect([...PAGE_QUERIES].sort()).toEqual(asked.sort());
});

test.each(metricPanels)('the demo draws $title of one unit', async ({ query }) => {
  const range = {
    start: archive.manifest.start.getTime(),
    end: archive.manifest.end.getTime(),
  };
  const question = { query: query('{juju_unit="shop-k8s/1"}'), range, step: 15_000 };
  const { series, warnings } = await source.fetchRange(question);
  expect(warnings).toEqual([]);
  expect(series.map(({ labels }) => labels.juju_unit)).toEqual(['shop-k8s/1']);
  expect(series[0]!.values.filter((value) => value !== null).length).toBeGreaterThan(70);
});
