import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, printMatchers, type Labels } from '#series';
import { fleetOf, labelsOfUnits, matchersOfUnits } from './fleet';

const juju = (unit: string, model = 'dev', more: Labels = {}): Labels => ({
  juju_model: model,
  juju_model_uuid: `uuid-of-${model}`,
  juju_application: unit.split('/')[0]!,
  ...(unit.includes('/') && { juju_unit: unit }),
  ...more,
});

/** `shop: shop/0 shop/1`, a line an application. */
function drawn(labelSets: readonly Labels[]): readonly string[] {
  return fleetOf(labelSets, DEFAULT_ALIASES).applications.map(
    ({ name, units }) => `${name}: ${units.map((unit) => unit.name).join(' ')}`,
  );
}

test.each<{ name: string; sets: readonly Labels[]; fleet: readonly string[] }>([
  {
    name: 'units of Juju applications, whatever else their labels say',
    sets: [
      juju('shop/10'),
      juju('shop/2', 'dev', { instance: '10.0.0.1:80', job: 'x' }),
      juju('shop/2', 'dev', { instance: '10.0.0.2:80', job: 'x' }),
      juju('cart/0'),
    ],
    fleet: ['cart: cart/0', 'shop: shop/2 shop/10'],
  },
  {
    name: 'the same names in two models are told apart by the model',
    sets: [juju('shop/0'), juju('shop/0', 'prod'), juju('cart/0', 'prod')],
    fleet: ['cart: cart/0', 'dev:shop: dev:shop/0', 'prod:shop: prod:shop/0'],
  },
  {
    name: 'two models of one name by their UUIDs',
    sets: [juju('shop/0'), { ...juju('shop/0'), juju_model_uuid: 'other' }],
    fleet: ['dev:other:shop: dev:other:shop/0', 'dev:uuid-of-dev:shop: dev:uuid-of-dev:shop/0'],
  },
  {
    name: 'an application whose profiles have no unit is one',
    sets: [juju('legacy', 'dev', { instance: 'a' }), juju('legacy', 'dev', { instance: 'b' })],
    fleet: ['legacy: legacy'],
  },
  {
    name: 'what spells labels and units otherwise is the same',
    sets: [
      { juju_model_name: 'dev', juju_application_name: 'shop', juju_unit: 'shop-0' },
      { juju_model: 'dev', juju_application: 'shop', juju_unit: 'shop/0' },
    ],
    fleet: ['shop: shop/0'],
  },
  {
    name: 'pods of one workload are alike: of a deployment, a stateful set, a daemon set',
    sets: [
      { namespace: 'web', pod: 'shop-7d4b9c6f5-x2x9z', container: 'app' },
      { namespace: 'web', pod: 'shop-7d4b9c6f5-b4c5d' },
      { namespace: 'web', pod: 'db-0' },
      { namespace: 'web', pod: 'db-1' },
      { namespace: 'kube', pod: 'proxy-x2x9z', node: 'a' },
      { namespace: 'kube', pod: 'by-hand' },
    ],
    fleet: [
      'by-hand: by-hand',
      'db: db-0 db-1',
      'proxy: proxy-x2x9z',
      'shop: shop-7d4b9c6f5-b4c5d shop-7d4b9c6f5-x2x9z',
    ],
  },
  {
    name: 'a host is alike to no other; without one, instances of a job',
    sets: [
      { node: 'a', comm: 'postgres' },
      { node: 'a', comm: 'sshd' },
      { node: 'b' },
      { job: 'api', instance: 'one:80' },
      { job: 'api', instance: 'two:80' },
    ],
    fleet: ['a: a', 'api: one:80 two:80', 'b: b'],
  },
  { name: 'labels that say no place', sets: [{ version: '1' }, {}], fleet: [] },
])('$name', ({ sets, fleet }) => {
  expect(drawn(sets)).toEqual(fleet);
});

test('matchers are of the labels that are there, under the names that they have', () => {
  const { applications, unitOf } = fleetOf(
    [{ model: 'dev', juju_application_name: 'shop', juju_unit: 'shop-0' }],
    { ...DEFAULT_ALIASES, labels: { ...DEFAULT_ALIASES.labels, juju_model: ['model'] } },
  );
  expect(printMatchers(applications[0]!.units[0]!.matchers)).toBe(
    '{model="dev", juju_application_name="shop", juju_unit="shop-0"}',
  );
  expect(unitOf({ juju_model: 'dev', juju_application: 'shop', juju_unit: 'shop/0' })?.name).toBe(
    'shop/0',
  );
  expect(unitOf({ juju_model: 'dev', juju_application: 'shop', juju_unit: 'shop/1' })).toBe(
    undefined,
  );
});

test('what has no unit beside units is what lacks their label', () => {
  const [shop] = fleetOf([juju('shop'), juju('shop/0')], DEFAULT_ALIASES).applications;
  const own = shop!.units.map(
    ({ name, matchers }) => `${name} ${printMatchers(matchers.slice(3))}`,
  );
  expect(own).toEqual(['shop {juju_unit=""}', 'shop/0 {juju_unit="shop/0"}']);
});

test('some units of an application are found by one matcher', () => {
  const [db] = fleetOf(
    ['db.x-0', 'db.x-1', 'db.x-2'].map((pod) => ({ namespace: 'web', pod })),
    DEFAULT_ALIASES,
  ).applications;
  const printed = (names: readonly string[]) => printMatchers(matchersOfUnits(db!, names));
  expect(printed(['db.x-1'])).toBe('{namespace="web", pod="db.x-1"}');
  expect(printed(['db.x-1', 'db.x-2'])).toBe('{namespace="web", pod=~"db\\\\.x-1|db\\\\.x-2"}');
  expect(printed([])).toBe('{namespace="web", pod=~"db\\\\.x-0|db\\\\.x-1|db\\\\.x-2"}');
});

test('units are told apart by every name that their labels may have', () => {
  expect(labelsOfUnits(DEFAULT_ALIASES)).toEqual(
    expect.arrayContaining(['juju_unit', 'juju_model_name', 'kubernetes_pod_name', 'instance']),
  );
  expect(labelsOfUnits(DEFAULT_ALIASES)).not.toContain('comm');
});
