import { describe, test } from 'vitest';
import { createPrometheusSource } from '#sources';
import { describeMetricSource } from '../support/metric-source-contract';
import { transportTo } from '../support/prometheus';

const url = process.env['PROMETHEUS_URL'];

describe('PROMETHEUS_URL', () => {
  if (url === undefined || url === '') {
    test.skip('set PROMETHEUS_URL to a Prometheus that scrapes something, to run these tests');
    return;
  }
  const source = createPrometheusSource({ transport: transportTo(url) });
  const now = Math.floor(Date.now() / 1000) * 1000;
  describeMetricSource(() => ({ source, now }));
});
