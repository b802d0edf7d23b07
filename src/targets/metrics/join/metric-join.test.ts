import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, matchersOf, parseMatchers, type Labels } from '#series';
import { metricJoin } from './metric-join';
import type { MetricJoinOptions } from './metric-join-types';

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
const LEGACY: Labels = {
  juju_model: 'edge',
  juju_model_uuid: '2e3d11aa-6b1c-4f0e-8d3a-7c5b9a1e4f20',
  juju_application: 'legacy-api',
  juju_charm: 'parca-scrape-target',
};
const without = (labels: Labels, ...names: string[]): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));

const aliases = DEFAULT_ALIASES;

interface Case {
  readonly name: string;
  readonly selected: string;
  readonly found?: readonly Labels[];
  readonly options?: Partial<MetricJoinOptions>;
  readonly tier: string;
  readonly level?: string;
  readonly matchers?: string;
  readonly explanation: string;
}
const BY_NAME = 'Joined by the name of the model, which another controller may have too.';
const LISTED =
  'These profiles come from an address that parca-scrape-target lists. Their labels name the charm that lists it, not the process';
const INTROSPECT = `{juju_model_uuid="${UUID}", juju_application="juju-introspect", juju_unit="juju-introspect/0"}`;

const cases: readonly Case[] = [
  {
    name: 'a unit, with the UUID that the profiles have',
    selected: '{juju_model="dev", juju_application="shop-k8s", juju_unit="shop-k8s/1"}',
    found: [SHOP],
    tier: 'unit',
    matchers: `{juju_model_uuid="${UUID}", juju_application="shop-k8s", juju_unit="shop-k8s/1"}`,
    explanation: 'Metrics of the same unit.',
  },
  {
    name: 'a unit, and nothing known of its model but the name',
    selected: '{juju_unit="shop-k8s/1", juju_application="shop-k8s", juju_model="dev"}',
    tier: 'nameMatch',
    level: 'unit',
    matchers: '{juju_model="dev", juju_application="shop-k8s", juju_unit="shop-k8s/1"}',
    explanation: `Metrics of the same unit. ${BY_NAME}`,
  },
  {
    name: 'names that only hand-written configurations use',
    selected: '{juju_model_name="dev", juju_application_name="a"}',
    tier: 'nameMatch',
    level: 'application',
    matchers: '{juju_model="dev", juju_application="a"}',
    explanation: `Metrics of all units of the application. ${BY_NAME}`,
  },
  {
    name: 'profiles of two models under one name: no UUID is picked for both',
    selected: '{juju_model="dev", juju_application="shop-k8s"}',
    found: [SHOP, { ...SHOP, juju_model_uuid: 'other' }],
    tier: 'nameMatch',
    level: 'application',
    matchers: '{juju_model="dev", juju_application="shop-k8s"}',
    explanation: `Metrics of all units of the application. ${BY_NAME}`,
  },
  {
    name: 'profiles without a unit',
    selected: `{juju_model_uuid="${UUID}", juju_application="shop-k8s"}`,
    found: [without(SHOP, 'juju_unit')],
    tier: 'application',
    matchers: `{juju_model_uuid="${UUID}", juju_application="shop-k8s"}`,
    explanation:
      'The profiles have no unit: metrics of all units of the application, not of the profiled process alone.',
  },
  {
    name: 'several units by a regular expression, one excluded',
    selected: `{juju_model_uuid="${UUID}", juju_unit=~"shop.*", juju_unit!="shop-k8s/0"}`,
    tier: 'unit',
    matchers: `{juju_model_uuid="${UUID}", juju_unit=~"shop.*", juju_unit!="shop-k8s/0"}`,
    explanation: 'Metrics of the same unit.',
  },
  {
    name: 'all units but one',
    selected: `{juju_model_uuid="${UUID}", juju_application="shop-k8s", juju_unit!="shop-k8s/0"}`,
    tier: 'application',
    matchers: `{juju_model_uuid="${UUID}", juju_application="shop-k8s", juju_unit!="shop-k8s/0"}`,
    explanation: 'Metrics of all units of the application.',
  },
  {
    name: 'a model',
    selected: '{juju_model="dev"}',
    found: [SHOP],
    tier: 'model',
    matchers: `{juju_model_uuid="${UUID}"}`,
    explanation: 'Metrics of all units of the model.',
  },
  {
    name: 'a unit name in any model',
    selected: '{juju_unit="shop-k8s/1"}',
    tier: 'nameMatch',
    level: 'unit',
    matchers: '{juju_unit="shop-k8s/1"}',
    explanation:
      'Metrics of the same unit. No model is chosen: every model with these names is shown.',
  },
  {
    name: 'what metrics do not carry is left out, in words: charm, job, instance',
    selected: `{juju_model_uuid="${UUID}", juju_unit="a/0", juju_charm="a", job="x", stage="\\"y"}`,
    tier: 'unit',
    matchers: `{juju_model_uuid="${UUID}", juju_unit="a/0"}`,
    explanation:
      'Metrics of the same unit. Not applied to metrics: {juju_charm="a", job="x", stage="\\"y"}.',
  },
  {
    name: 'the other spelling of a unit',
    selected: `{juju_model_uuid="${UUID}", juju_unit="ubuntu.x-3"}`,
    tier: 'unit',
    matchers: `{juju_model_uuid="${UUID}", juju_unit=~"ubuntu\\\\.x-3|ubuntu\\\\.x/3"}`,
    explanation: 'Metrics of the unit ubuntu.x/3, also where it is written ubuntu.x-3.',
  },
  {
    name: 'a unit of another model whose name is not known',
    selected: `{juju_model_uuid="${UUID}", juju_application="a", juju_unit="remote-1f2e/0"}`,
    tier: 'application',
    matchers: `{juju_model_uuid="${UUID}", juju_application="a"}`,
    explanation:
      'The unit is only known as remote-1f2e/0: metrics of all units of the application.',
  },
  {
    name: 'alias: the controller is profiled by another application',
    selected: INTROSPECT,
    tier: 'alias',
    level: 'application',
    matchers: `{juju_model_uuid="${UUID}", juju_application="controller"}`,
    explanation:
      'juju-introspect profiles the application controller: metrics of all its units, which may not run the profiled process.',
  },
  {
    name: 'alias: the unit of the same number, when it exists',
    selected: INTROSPECT,
    options: { up: [{ juju_model_uuid: UUID, juju_unit: 'controller/0' }] },
    tier: 'alias',
    level: 'unit',
    matchers: `{juju_model_uuid="${UUID}", juju_application="controller", juju_unit="controller/0"}`,
    explanation:
      'juju-introspect profiles the application controller: metrics of controller/0, the unit with the same number.',
  },
  {
    name: 'alias: the unit of the same number in another model is another unit',
    selected: INTROSPECT,
    options: { up: [{ juju_model_uuid: 'other', juju_unit: 'controller/0' }] },
    tier: 'alias',
    level: 'application',
    matchers: `{juju_model_uuid="${UUID}", juju_application="controller"}`,
    explanation:
      'juju-introspect profiles the application controller: metrics of all its units, which may not run the profiled process.',
  },
  {
    name: 'outside Juju: the scrape labels, not called the same process',
    selected: '{instance="10.0.0.1:6060", job="api", version="2"}',
    tier: 'instance',
    matchers: '{job="api", instance="10.0.0.1:6060"}',
    explanation:
      'Metrics with the same instance and job; that they are of the same process is not known. Not applied to metrics: {version="2"}.',
  },
  {
    name: 'a pod',
    selected: '{namespace="dev", pod="zinc-0"}',
    tier: 'instance',
    matchers: '{namespace="dev", pod="zinc-0"}',
    explanation:
      'Metrics with the same namespace and pod; that they are of the same process is not known.',
  },
  {
    name: 'a pod whose name is a unit that Prometheus knows: guessed, and said to be',
    selected: '{namespace="dev", pod="shop-k8s-1", container="shop"}',
    options: { up: [SHOP] },
    tier: 'guessed',
    level: 'unit',
    matchers: `{juju_model_uuid="${UUID}", juju_application="shop-k8s", juju_unit="shop-k8s/1"}`,
    explanation:
      'Guessed: the pod shop-k8s-1 in the namespace dev has the name that Juju gives to the unit shop-k8s/1 of a model dev, and Prometheus knows such a unit.',
  },
  {
    name: 'a pod whose name is a unit of two models is no guess',
    selected: '{namespace="dev", pod="shop-k8s-1"}',
    options: { up: [SHOP, { ...SHOP, juju_model_uuid: 'other' }] },
    tier: 'instance',
    matchers: '{namespace="dev", pod="shop-k8s-1"}',
    explanation:
      'Metrics with the same namespace and pod; that they are of the same process is not known.',
  },
  {
    name: 'an address behind parca-scrape-target, known from the profiles, with no address known',
    selected: '{juju_model="edge", juju_application="legacy-api"}',
    found: [LEGACY],
    tier: 'none',
    level: 'any',
    explanation: `${LISTED}, so no metric is known to be of it.`,
  },
  {
    name: 'host: behind parca-scrape-target the address counts, never the labels',
    selected: '{juju_model="edge", juju_application="legacy-api"}',
    found: [LEGACY],
    options: { addresses: ['10.28.135.26:6080'] },
    tier: 'host',
    matchers: '{instance=~"10\\\\.28\\\\.135\\\\.26(:[0-9]+)?"}',
    explanation: `${LISTED}: metrics of everything that is scraped at the host 10.28.135.26, other processes included.`,
  },
  {
    name: 'host: several addresses of one series',
    selected: '{juju_charm="parca-scrape-target", juju_model="edge"}',
    options: { addresses: ['10.0.0.1:1', '10.0.0.1:2', '[2001:db8::1]:3'] },
    tier: 'host',
    matchers: '{instance=~"(10\\\\.0\\\\.0\\\\.1|\\\\[?2001:db8::1\\\\]?)(:[0-9]+)?"}',
    explanation: `${LISTED}: metrics of everything that is scraped at the hosts 10.0.0.1 and 2001:db8::1, other processes included.`,
  },
  {
    name: 'host: localhost is every host, so none',
    selected: '{juju_charm="parca-scrape-target", juju_model="edge"}',
    options: { addresses: ['localhost:6080', '127.0.0.1:6080'] },
    tier: 'none',
    level: 'any',
    explanation: `${LISTED}, and localhost and 127.0.0.1 would be any machine, so no metric is known to be of it.`,
  },
  {
    name: 'an agent: the unit that the collector names on the machine, by short and full host name',
    selected: '{node="juju-1", comm="mysqld"}',
    options: {
      subordinates: [
        {
          instance: 'juju-1.lxd',
          juju_model_uuid: UUID,
          related_unit: 'mysql/0',
          related_app: 'mysql',
        },
        { instance: 'juju-11.lxd', juju_model_uuid: UUID, related_unit: 'other/0' },
      ],
    },
    tier: 'unit',
    matchers: `{juju_model_uuid="${UUID}", juju_unit="mysql/0"}`,
    explanation:
      'Metrics of mysql/0, the unit on the machine juju-1, as its collector tells. Not applied to metrics: {comm="mysqld"}.',
  },
  {
    name: 'an agent: several units on the machine',
    selected: '{node="juju-1"}',
    options: {
      subordinates: [
        { instance: 'juju-1', juju_model_uuid: UUID, related_unit: 'a/0' },
        { instance: 'juju-1', juju_model_uuid: UUID, related_unit: 'b/0' },
      ],
    },
    tier: 'host',
    matchers: `{juju_model_uuid="${UUID}", juju_unit=~"(a/0|b/0)"}`,
    explanation: 'Metrics of the units on the machine juju-1, as its collector tells: a/0 and b/0.',
  },
  {
    name: 'an agent without a collector: the host',
    selected: '{node="juju-1", job="oomprof"}',
    tier: 'host',
    matchers: '{instance=~"juju-1([.:].*)?"}',
    explanation:
      'Metrics of the machine juju-1, not of the profiled process alone. Not applied to metrics: {job="oomprof"}.',
  },
  {
    name: "a user's own matchers win",
    selected: '{juju_model="dev"}',
    options: { override: 'job="mine"' },
    tier: 'user',
    level: 'any',
    matchers: '{job="mine"}',
    explanation: 'By your own matchers.',
  },
  {
    name: 'nothing chosen',
    selected: '{}',
    tier: 'none',
    level: 'any',
    explanation: 'No application or unit is chosen, so there is no metric of the same one.',
  },
  {
    name: 'nothing that metrics know',
    selected: '{constructor="x", job!="a", instance=~".*"}',
    tier: 'none',
    level: 'any',
    explanation:
      'The selection names nothing that metrics are labelled with too: a Juju application or unit, a pod, a job or an instance.',
  },
];

const JUJU = 'juju_model, juju_model_uuid, juju_application, juju_unit, juju_charm';
const SCRAPE = 'namespace, pod, container, job, instance';
const BY: Readonly<Record<string, string>> = {
  unit: JUJU,
  application: JUJU,
  model: JUJU,
  host: SCRAPE,
  instance: SCRAPE,
};

test.each(cases)('$name', ({ selected, found = [], options, tier, matchers = '', ...rest }) => {
  const join = metricJoin(parseMatchers(selected), found, { aliases, ...options });
  const { level = tier, explanation } = rest;
  expect(join).toEqual({
    tier,
    level,
    matchers,
    explanation,
    by: BY[level] ?? `${BY['unit']}, ${BY['instance']}`,
    ...(matchers !== '' && { verify: `up${matchers}` }),
  });
});

test('one series: its own labels are the selection, whatever its charm, job and instance are', () => {
  const expected = {
    tier: 'unit',
    matchers: `{juju_model_uuid="${UUID}", juju_model="dev", juju_application="shop-k8s", juju_unit="shop-k8s/1"}`,
  };
  expect(metricJoin(matchersOf(SHOP), [SHOP], { aliases })).toMatchObject(expected);
  const self = { ...without(SHOP, 'juju_charm'), juju_charm_name: 'parca-k8s' };
  expect(metricJoin(matchersOf(self), [self], { aliases })).toMatchObject(expected);
  expect(metricJoin(matchersOf(LEGACY), [LEGACY], { aliases })).toMatchObject({ tier: 'none' });
});

test("matchers that cannot be read are said to be so, in the reader's words", () => {
  const join = metricJoin([], [], { aliases, override: '{a=' });
  expect(join.tier).toBe('none');
  expect(join.explanation).toMatch(/^Your matchers cannot be read: .*a quoted value/);
  expect(metricJoin(matchersOf(SHOP), [SHOP], { aliases, override: '  ' }).tier).toBe('unit');
});
