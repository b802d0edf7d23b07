import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, matchersOf, parseMatchers, type Labels } from '#series';
import { metricJoin, readVerification, widerJoin } from './join/metric-join';

const UUID = '20ce8299-3634-4bef-8bd8-5ace6c8816b4';
const SHOP: Labels = {
  juju_model: 'dev',
  juju_model_uuid: UUID,
  juju_application: 'shop-k8s',
  juju_unit: 'shop-k8s/1',
  juju_charm: 'shop-k8s',
  job: 'dev_20ce8299_shop-k8s',
  instance: `dev_${UUID}_shop-k8s_shop-k8s/1`,
};
const without = (labels: Labels, ...names: string[]): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));

test('where metrics lack the unit, the next coarser join is the application', () => {
  const wider = widerJoin(matchersOf(SHOP), [SHOP], { aliases: DEFAULT_ALIASES });
  expect(wider).toMatchObject({
    tier: 'application',
    matchers: `{juju_model_uuid="${UUID}", juju_model="dev", juju_application="shop-k8s"}`,
  });
  expect(
    widerJoin(parseMatchers('{juju_model_uuid="u", juju_unit="a-b/3"}'), [], {
      aliases: DEFAULT_ALIASES,
    })?.matchers,
  ).toBe('{juju_model_uuid="u", juju_application="a-b"}');
  expect(
    widerJoin(matchersOf(without(SHOP, 'juju_unit')), [], { aliases: DEFAULT_ALIASES }),
  ).toBeUndefined();
});

/** What Prometheus has of the same unit, by where it comes from, and whether the unit's join finds it. */
const METRICS: readonly (readonly [string, Labels, boolean])[] = [
  [
    'prometheus_scrape, *:port',
    { ...SHOP, job: 'juju_dev_20ce8299_shop-k8s_prometheus_scrape-0' },
    true,
  ],
  [
    'prometheus_scrape, FQDN, before lib 0.57',
    without({ ...SHOP, instance: `dev_${UUID}_shop-k8s` }, 'juju_unit'),
    false,
  ],
  ['behind ingress', without(SHOP, 'juju_unit'), false],
  ['cos_agent', { ...without(SHOP, 'juju_charm'), instance: 'localhost:7071' }, true],
  [
    'node_exporter of a collector',
    { ...without(SHOP, 'juju_unit'), juju_application: 'otelcol' },
    false,
  ],
  ['prometheus-scrape-target', { instance: '10.0.0.1:80', job: 'x' }, false],
];
test.each(METRICS)(
  'the join finds metrics from %s by unit or else by application',
  (_, labels, unit) => {
    const holds = (text: string) =>
      parseMatchers(text).every(({ name, value }) => (labels[name] ?? '') === value);
    expect(holds(metricJoin(matchersOf(SHOP), [SHOP], { aliases: DEFAULT_ALIASES }).matchers)).toBe(
      unit,
    );
    const ofApplication = labels['juju_application'] === 'shop-k8s';
    expect(holds(widerJoin(matchersOf(SHOP), [SHOP], { aliases: DEFAULT_ALIASES })!.matchers)).toBe(
      ofApplication,
    );
  },
);

test('verification: nothing with its reason, one, or several with their jobs', () => {
  const join = metricJoin(matchersOf(SHOP), [SHOP], { aliases: DEFAULT_ALIASES });
  const up = (job: string, ...values: (number | null)[]) => ({
    labels: { job },
    times: values.map((_, i) => i),
    values,
  });
  expect(readVerification(join, [])).toMatchObject({ kind: 'nothing', count: 0, jobs: [] });
  expect(readVerification(join, []).message).toContain('No metrics for this unit');
  expect(readVerification(join, [up('server', null, null)]).kind).toBe('nothing');
  expect(readVerification(join, [up('server', 0, 1, null)])).toEqual({
    kind: 'one',
    count: 1,
    down: 0,
    jobs: ['server'],
    message: 'Prometheus scrapes one endpoint: server.',
  });
  expect(readVerification(join, [up('server', 1, 0)]).message).toBe(
    'Prometheus scrapes one endpoint: server. Its last scrape failed.',
  );
  const several = [up('server', 1), up('nginx', 0), up('nginx', 1)];
  expect(readVerification(join, several)).toEqual({
    kind: 'several',
    count: 3,
    down: 1,
    jobs: ['nginx', 'server'],
    message:
      'Prometheus scrapes 3 endpoints of 2 jobs: nginx, server. Their metrics may be of different processes. The last scrape of 1 of them failed.',
  });
});
