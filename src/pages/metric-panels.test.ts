import { expect, test } from 'vitest';
import { matchersOf, parseMatchers, type Labels } from '#series';
import { metricMatchersFor, metricPanels, metricPanelsOf } from './metric-panels';

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

interface Case {
  readonly name: string;
  readonly selected: string;
  readonly found?: readonly Labels[];
  readonly tier: string;
  readonly matchers?: string;
  readonly explanation: string;
}
const BY_NAME = 'Joined by the name of the model, which another controller may have too.';

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
    tier: 'unit',
    matchers: '{juju_model="dev", juju_application="shop-k8s", juju_unit="shop-k8s/1"}',
    explanation: `Metrics of the same unit. ${BY_NAME}`,
  },
  {
    name: 'names that only hand-written configurations use',
    selected: '{juju_model_name="dev", juju_application_name="a"}',
    tier: 'application',
    matchers: '{juju_model="dev", juju_application="a"}',
    explanation: `Metrics of all units of the application. ${BY_NAME}`,
  },
  {
    name: 'profiles of two models under one name: no UUID is picked for both',
    selected: '{juju_model="dev", juju_application="shop-k8s"}',
    found: [SHOP, { ...SHOP, juju_model_uuid: 'other' }],
    tier: 'application',
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
    tier: 'unit',
    matchers: '{juju_unit="shop-k8s/1"}',
    explanation:
      'Metrics of the same unit. No model is chosen: every model with these names is shown.',
  },
  {
    name: 'what metrics do not carry is left out, in words',
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
    name: 'the controller is profiled by another application',
    selected: `{juju_model_uuid="${UUID}", juju_application="juju-introspect", juju_unit="juju-introspect/0"}`,
    tier: 'application',
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
    name: 'an address behind parca-scrape-target, known from the profiles',
    selected: '{juju_model="edge", juju_application="legacy-api"}',
    found: [LEGACY],
    tier: 'none',
    explanation:
      'These profiles come from an address that parca-scrape-target lists. Their labels name the charm that lists it, not the process, so no metric is known to be of it.',
  },
  {
    name: 'nothing chosen',
    selected: '{}',
    tier: 'none',
    explanation: 'No application or unit is chosen, so there is no metric of the same one.',
  },
  {
    name: 'nothing that metrics know',
    selected: '{constructor="x", job!="a", instance=~".*"}',
    tier: 'none',
    explanation:
      'The selection names nothing that metrics are labelled with too: a Juju application or unit, a pod, a job or an instance.',
  },
];

test.each(cases)('$name', ({ selected, found, tier, matchers = '', explanation }) => {
  const join = metricMatchersFor(parseMatchers(selected), found);
  expect(join).toEqual({ tier, matchers, explanation });
});

test('one series: its own labels are the selection', () => {
  expect(metricMatchersFor(matchersOf(SHOP), [SHOP])).toMatchObject({
    tier: 'unit',
    matchers: `{juju_model_uuid="${UUID}", juju_model="dev", juju_application="shop-k8s", juju_unit="shop-k8s/1"}`,
  });
  expect(metricMatchersFor(matchersOf(LEGACY), [LEGACY])).toMatchObject({ tier: 'none' });
});

test('the expressions are those that an archive holds, with matchers in the braces of the selector', () => {
  const unit = '{juju_unit="shop-k8s/1"}';
  expect(metricPanels.map((panel) => [panel.id, panel.query(unit), panel.unit])).toEqual([
    [
      'process-cpu',
      'rate(process_cpu_seconds_total{juju_unit="shop-k8s/1"}[1m]) or rate(process_cpu_seconds_total{juju_unit="shop-k8s/1"}[5m])',
      'cores',
    ],
    ['resident-memory', 'process_resident_memory_bytes{juju_unit="shop-k8s/1"}', 'bytes'],
    ['go-heap-in-use', 'go_memstats_heap_inuse_bytes{juju_unit="shop-k8s/1"}', 'bytes'],
    ['goroutines', 'go_goroutines{juju_unit="shop-k8s/1"}', 'goroutines'],
    ['up', 'up{juju_unit="shop-k8s/1"}', ''],
  ]);
});

test('a panel of somebody takes the matchers with or without braces, as text and never as a pattern', () => {
  const panels = metricPanelsOf([
    {
      title: 'Errors',
      unit: '',
      expression: 'a{code="500", $matchers} / b{$matchers} / c$matchers',
    },
    { title: 'Errors', unit: '', expression: 'constant' },
  ]);
  const hostile = `{juju_unit="$& $1 \\"x\\"/0"}`;
  const inside = hostile.slice(1, -1);
  expect(panels.map((panel) => panel.query(hostile))).toEqual([
    `a{code="500", ${inside}} / b{${inside}} / c${hostile}`,
    'constant',
  ]);
  expect(panels[0]!.query('')).toBe('a{code="500", } / b{} / c');
  expect(panels.map((panel) => panel.id)).toEqual(['errors', 'errors-1']);
});
