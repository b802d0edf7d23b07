import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, mergeAliases, readLabel, type TopologyAliases } from './aliases';

const BASE: TopologyAliases = {
  labels: { juju_model: ['juju_model_name'], pod: ['kubernetes_pod_name'] },
  applications: new Map([['juju-introspect', 'controller']]),
};

test('nothing given is what was there', () => {
  expect(mergeAliases(DEFAULT_ALIASES, {})).toEqual(DEFAULT_ALIASES);
});

test('given names come first, known ones stay, none twice, its own never', () => {
  const { labels } = mergeAliases(BASE, {
    labels: { juju_model: ['model', 'juju_model_name', 'juju_model'], node: ['host'], comm: [] },
  });
  expect(labels).toEqual({
    juju_model: ['model', 'juju_model_name'],
    pod: ['kubernetes_pod_name'],
    node: ['host'],
  });
  const aliases = mergeAliases(BASE, { labels: { juju_model: ['model'] } });
  const read = { juju_model_name: 'old', model: 'shop' };
  expect(readLabel(read, 'juju_model', aliases)).toBe('shop');
});

test('a given application wins; one that is itself has no other', () => {
  const given = { shop: 'shop-k8s', __proto__x: 'hostile' };
  expect([...mergeAliases(BASE, { applications: given }).applications]).toEqual([
    ['juju-introspect', 'controller'],
    ['shop', 'shop-k8s'],
    ['__proto__x', 'hostile'],
  ]);
  const none = mergeAliases(BASE, { applications: { 'juju-introspect': 'juju-introspect' } });
  expect([...none.applications]).toEqual([]);
});
