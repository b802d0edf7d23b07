import { expect, test } from 'vitest';
import { DEFAULT_ALIASES } from '#series';
import { legendOf, levelsFor } from './topology-levels';

const juju = levelsFor(
  ['instance', 'job', 'juju_application', 'juju_model', 'juju_unit'],
  DEFAULT_ALIASES,
);
const set = (model: string, application: string, unit?: string) => ({
  juju_model: model,
  juju_application: application,
  ...(unit === undefined ? {} : { juju_unit: unit }),
});
const labelSets = [set('dev', 'shop', 'shop/0'), set('edge', 'legacy')];

const hierarchies = [
  {
    names: ['juju_model', 'juju_application', 'juju_unit', 'namespace'],
    titles: ['Model', 'Application', 'Unit'],
  },
  { names: ['pod', 'namespace', 'instance'], titles: ['Namespace', 'Pod'] },
  {
    names: ['service_name', 'pod', 'namespace'],
    titles: ['Application', 'Namespace', 'Pod'],
  },
  { names: ['service_name', 'instance', 'job'], titles: ['Application', 'Instance'] },
  { names: ['service_name', 'juju_model', 'juju_unit'], titles: ['Model', 'Unit'] },
  { names: ['node', 'comm'], titles: ['Node', 'Process'] },
  { names: ['instance', 'job'], titles: ['Job', 'Instance'] },
  { names: ['instance'], titles: ['Instance'] },
  { names: ['juju_unit'], titles: ['Unit'] },
  { names: ['something'], titles: [] },
];

test.each(hierarchies)('labels $names make the hierarchy $titles', ({ names, titles }) => {
  expect(levelsFor(names, DEFAULT_ALIASES).map((level) => level.title)).toEqual(titles);
});

test('other spellings of the labels are read, and a legend finds either', () => {
  const levels = levelsFor(['juju_model_name', 'service', 'juju_unit'], {
    labels: { juju_model: ['juju_model_name'], juju_application: ['service'] },
    applications: new Map(),
  });
  expect(levels.map(({ label, canonical }) => [label, canonical])).toEqual([
    ['juju_model_name', 'juju_model'],
    ['service', 'juju_application'],
    ['juju_unit', 'juju_unit'],
  ]);
  expect(legendOf(levels, { juju_model: 'dev', juju_application: 'shop' })).toBe('shop');
  expect(legendOf(levels, { juju_model_name: 'dev', service: 'cart' })).toBe('cart');
  // Metrics may have the usual names where profiles have the site's.
  expect(legendOf(levels, { juju_application: 'cart', juju_unit: 'cart/0' })).toBe('cart/0');
});

test('a legend is the innermost value that there is', () => {
  expect(legendOf(juju, labelSets[0]!)).toBe('shop/0');
  expect(legendOf(juju, labelSets[1]!)).toBe('legacy');
  expect(legendOf(juju, {})).toBe('all');
});
