import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, type Matcher } from '#series';
import { chosenAt, isShownByLevel, levelChoices, withLevel } from './level-choices';
import { levelsFor, matchersOf, pinnedValue } from './topology-levels';

const PLACES = ['juju_model', 'juju_application', 'juju_unit'];
const juju = levelsFor(PLACES, DEFAULT_ALIASES);
const is = (name: string, value: string): Matcher => ({ name, op: '=', value });
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
const names = (index: number, matchers: readonly Matcher[]) =>
  levelChoices(juju, index, { labelSets, matchers }).map(({ name }) => name);
const choice = (name: string) => ({ key: name, name, label: name });

test('units are those of the chosen application, in natural order', () => {
  const matchers = [is('juju_application', 'shop'), is('juju_unit', 'shop/2')];
  expect(names(2, matchers)).toEqual(['shop/0', 'shop/2', 'shop/10']);
  expect(names(1, matchers)).toEqual(['legacy', 'shop']);
});

test('a condition that cannot be read leaves the choices as they are without it', () => {
  const wrong = { name: 'job', op: '=~' as const, value: '(' };
  const matchers = [is('juju_application', 'shop'), wrong];
  expect(names(2, matchers)).toEqual(['shop/0', 'shop/2', 'shop/10']);
  expect(withLevel(juju, 2, { matchers, labelSets, choice: choice('shop/2') })).toContain(wrong);
});

test('a target without a unit is a choice too', () => {
  const [only] = levelChoices(juju, 2, { labelSets, matchers: [is('juju_application', 'legacy')] });
  expect(only).toEqual({ key: '', name: '', label: '(no unit)' });
});

test('another model frees the application and the unit that it does not have', () => {
  const matchers = matchersOf(juju, labelSets[0]!);
  expect(withLevel(juju, 0, { matchers, labelSets, choice: choice('edge') })).toEqual([
    is('juju_model', 'edge'),
  ]);
});

test('a level set to all keeps the others, in the order of the hierarchy', () => {
  const matchers = matchersOf(juju, labelSets[0]!);
  expect(withLevel(juju, 2, { matchers, labelSets, choice: undefined })).toEqual([
    is('juju_model', 'dev'),
    is('juju_application', 'shop'),
  ]);
});

test('free conditions stay, behind the hierarchy', () => {
  const free = { name: 'job', op: '!=' as const, value: 'x' };
  expect(withLevel(juju, 0, { matchers: [free], labelSets, choice: choice('dev') })).toEqual([
    is('juju_model', 'dev'),
    free,
  ]);
  expect(pinnedValue([free], 'job')).toBeUndefined();
});

const [A, B, C] = ['aaaaaaaa-1', 'bbbbbbbb-2', 'cccccccc-3'] as const;
const levels = levelsFor([...PLACES, 'juju_model_uuid'], DEFAULT_ALIASES);
const sets = [
  { ...set('dev', 'shop', 'shop/0'), juju_model_uuid: A },
  { ...set('dev', 'cart', 'cart/0'), juju_model_uuid: B },
  { ...set('edge', 'shop', 'shop/0'), juju_model_uuid: C },
];

function model(matchers: readonly Matcher[]) {
  const from = { labelSets: sets, matchers };
  const choices = levelChoices(levels, 0, from);
  return { choices, chosen: chosenAt(levels[0]!, choices, from) };
}

test('a UUID is no level: models of one name are told apart by it, others by their name', () => {
  expect(levels.map(({ title }) => title)).toEqual(['Model', 'Application', 'Unit']);
  expect(model([]).choices.map(({ label }) => label)).toEqual([
    'dev (aaaaaaaa)',
    'dev (bbbbbbbb)',
    'edge',
  ]);
});

test.each([
  { matchers: [], label: undefined },
  { matchers: [is('juju_model', 'dev')], label: 'dev' },
  { matchers: [is('juju_model', 'dev'), is('juju_model_uuid', B)], label: 'dev (bbbbbbbb)' },
  { matchers: [is('juju_model_uuid', C)], label: 'edge' },
  { matchers: [is('juju_model_uuid', 'dddddddd-4')], label: 'dddddddd' },
  { matchers: [is('juju_model', 'gone'), is('juju_model_uuid', 'dddddddd-4')], label: 'gone' },
])('$matchers is the model $label', ({ matchers, label }) => {
  expect(model(matchers).chosen?.label).toBe(label);
  expect(matchers.every((matcher) => isShownByLevel(levels, matcher))).toBe(true);
});

test('a condition on UUIDs that pins none is shown by no picker', () => {
  expect(isShownByLevel(levels, { name: 'juju_model_uuid', op: '=~', value: 'a.*' })).toBe(false);
});

test('choosing a model sets its UUID where names repeat, or where one was set; all models sets none', () => {
  const pick = (label: string | undefined, matchers: readonly Matcher[]) => {
    const found = model(matchers).choices.find((one) => one.label === label);
    return withLevel(levels, 0, { labelSets: sets, matchers, choice: found });
  };
  const ofB = [is('juju_model_uuid', B), is('juju_model', 'dev')];
  expect(pick('dev (bbbbbbbb)', [])).toEqual(ofB);
  expect(pick('edge', [])).toEqual([is('juju_model', 'edge')]);
  expect(pick('edge', ofB)).toEqual([is('juju_model_uuid', C), is('juju_model', 'edge')]);
  expect(pick(undefined, ofB)).toEqual([]);
});

test('a choice below keeps the UUID', () => {
  const matchers = [is('juju_model_uuid', A), is('juju_model', 'dev')];
  const from = { labelSets: sets, matchers };
  const [application] = levelChoices(levels, 1, from);
  expect(application?.name).toBe('shop');
  expect(withLevel(levels, 1, { ...from, choice: application })).toEqual([
    ...matchers,
    is('juju_application', 'shop'),
  ]);
});
