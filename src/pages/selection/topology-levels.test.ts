import { expect, test } from 'vitest';
import { DEFAULT_ALIASES } from '#series';
import {
  legendOf,
  levelOptions,
  levelsFor,
  matchersOf,
  pinnedValue,
  withLevel,
} from './topology-levels';

const juju = levelsFor(
  ['instance', 'job', 'juju_application', 'juju_model', 'juju_unit'],
  DEFAULT_ALIASES,
);
const set = (model: string, application: string, unit?: string) => ({
  juju_model: model,
  juju_application: application,
  ...(unit === undefined ? {} : { juju_unit: unit }),
});
const labelSets = [
  set('dev', 'shop', 'shop/0'),
  set('dev', 'shop', 'shop/10'),
  set('dev', 'shop', 'shop/2'),
  set('edge', 'legacy'),
];

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

test('units are those of the chosen application, in natural order', () => {
  const matchers = [
    { name: 'juju_application', op: '=' as const, value: 'shop' },
    { name: 'juju_unit', op: '=' as const, value: 'shop/2' },
  ];
  expect(levelOptions(juju, 2, { labelSets, matchers })).toEqual(['shop/0', 'shop/2', 'shop/10']);
  expect(levelOptions(juju, 1, { labelSets, matchers })).toEqual(['legacy', 'shop']);
});

test('a condition that cannot be read leaves the choices as they are without it', () => {
  const wrong = { name: 'job', op: '=~' as const, value: '(' };
  const matchers = [{ name: 'juju_application', op: '=' as const, value: 'shop' }, wrong];
  expect(levelOptions(juju, 2, { labelSets, matchers })).toEqual(['shop/0', 'shop/2', 'shop/10']);
  expect(withLevel(juju, 2, { matchers, labelSets, value: 'shop/2' })).toContain(wrong);
});

test('a target without a unit is an option too', () => {
  const matchers = [{ name: 'juju_application', op: '=' as const, value: 'legacy' }];
  expect(levelOptions(juju, 2, { labelSets, matchers })).toEqual(['']);
});

test('another model frees the application and the unit that it does not have', () => {
  const matchers = matchersOf(juju, labelSets[0]!);
  expect(withLevel(juju, 0, { matchers, labelSets, value: 'edge' })).toEqual([
    { name: 'juju_model', op: '=', value: 'edge' },
  ]);
});

test('a level set to all keeps the others, in the order of the hierarchy', () => {
  const matchers = matchersOf(juju, labelSets[0]!);
  expect(withLevel(juju, 2, { matchers, labelSets, value: undefined })).toEqual([
    { name: 'juju_model', op: '=', value: 'dev' },
    { name: 'juju_application', op: '=', value: 'shop' },
  ]);
});

test('free conditions stay, behind the hierarchy', () => {
  const free = { name: 'job', op: '!=' as const, value: 'x' };
  expect(withLevel(juju, 0, { matchers: [free], labelSets, value: 'dev' })).toEqual([
    { name: 'juju_model', op: '=', value: 'dev' },
    free,
  ]);
  expect(pinnedValue([free], 'job')).toBeUndefined();
});

test('a legend is the innermost value that there is', () => {
  expect(legendOf(juju, labelSets[0]!)).toBe('shop/0');
  expect(legendOf(juju, labelSets[3]!)).toBe('legacy');
  expect(legendOf(juju, {})).toBe('all');
});
