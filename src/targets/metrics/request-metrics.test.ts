import { expect, test } from 'vitest';
import { shortestTime } from '../../../tests/support/shortest-time';
import { requestMetricsAmong, requestRateQuery } from './request-metrics';

test('usual names first, the ones that say most before the others; then other counters', () => {
  const names = [
    'shop_orders_total',
    'shop_requests_total',
    'http_requests_total',
    'http_server_requests_seconds_count',
    'go_goroutines',
    'promhttp_metric_handler_requests_total',
    'http_requests_total',
  ];
  expect(requestMetricsAmong(names)).toEqual({
    usual: ['http_server_requests_seconds_count', 'http_requests_total', 'shop_requests_total'],
    others: ['promhttp_metric_handler_requests_total', 'shop_orders_total'],
  });
});

test('what PromQL would not take for a name is not offered', () => {
  const names = ['ok_total', 'a.b_total', 'x{y="1"}_total', '1_total', 'up) or sum(x_total'];
  expect(requestMetricsAmong(names)).toEqual({ usual: [], others: ['ok_total'] });
});

test('the rate over the join, per minute or, of rarer scrapes, per five', () => {
  const join = { matchers: '{juju_unit="shop/1"}', by: 'juju_unit' };
  expect(requestRateQuery('shop_requests_total', join)).toBe(
    'sum by (juju_unit) (rate(shop_requests_total{juju_unit="shop/1"}[1m])) or ' +
      'sum by (juju_unit) (rate(shop_requests_total{juju_unit="shop/1"}[5m]))',
  );
});

test('of names that a server makes up by the ten thousand, in the time of reading them', async () => {
  const names = Array.from({ length: 40_000 }, (_, i) => `a${i}_http_requests_total`);
  expect(requestMetricsAmong(names).usual).toHaveLength(40_000);
  // 2 s by a look at all usual ones for each.
  expect(await shortestTime(() => requestMetricsAmong(names), 1000)).toBeLessThan(1000);
});

test('a name of a megabyte is none that counts requests as usual', () => {
  const long = `${'a'.repeat(1_000_000)}_http_requests_total`;
  expect(requestMetricsAmong([long, 'http_requests_total'])).toEqual({
    usual: ['http_requests_total'],
    others: [long],
  });
});
