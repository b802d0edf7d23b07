import { beforeEach, expect, test } from 'vitest';
import { DEFAULT_ALIASES, parseMatchers } from '#series';
import { applicationOf, rememberedMetric, rememberMetric } from './remembered-metrics';

beforeEach(() => window.localStorage.clear());

test('each application has its own', () => {
  rememberMetric('shop', 'shop_requests_total');
  rememberMetric('feed', 'feed_reads_total');
  rememberMetric('shop', 'shop_orders_total');
  expect(rememberedMetric('shop')).toBe('shop_orders_total');
  expect(rememberedMetric('feed')).toBe('feed_reads_total');
  expect(rememberedMetric('__proto__')).toBeUndefined();
});

test('what another page left there is not read', () => {
  window.localStorage.setItem('parcascope.request-metrics', '{"shop":1}');
  expect(rememberedMetric('shop')).toBeUndefined();
});

test.each([
  ['{juju_application="shop", juju_unit="shop/1"}', 'shop'],
  ['{juju_unit="shop/1"}', 'shop'],
  ['{juju_application="shop", juju_unit!="shop/1"}', 'shop'],
  ['{juju_application=~"shop|feed"}', ''],
  ['{job="x"}', ''],
])('%s is of the application "%s"', (text, application) => {
  expect(applicationOf(parseMatchers(text), DEFAULT_ALIASES)).toBe(application);
});
