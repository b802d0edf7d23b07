import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, type Matcher } from '#series';
import { levelsFor } from '../../selection/topology-levels';
import { groupTitle, labelChoices } from './label-choices';
import { withValue } from './pick-value';

const NAMES = ['zone', 'juju_unit', 'juju_model', 'juju_model_uuid', 'juju_application', 'build'];
const levels = levelsFor(NAMES, DEFAULT_ALIASES);

test('places come first and under their names, without what only tells models apart', () => {
  expect(labelChoices(NAMES, levels, undefined).map(({ title }) => title)).toEqual([
    'Model',
    'Application',
    'Unit',
    'build',
    'zone',
  ]);
  expect(groupTitle('juju_unit', levels)).toBe('Unit');
});

test('a place that the selection does not have is no choice; what is chosen stays one', () => {
  expect(labelChoices(['juju_unit'], levels, 'gone').map(({ label }) => label)).toEqual([
    'juju_unit',
    'gone',
  ]);
});

const is = (name: string, value: string): Matcher => ({ name, op: '=', value });

test('a value takes the place of the label’s other one, and goes where it is chosen again', () => {
  const not: Matcher = { name: 'zone', op: '!=', value: 'c' };
  const start = [is('zone', 'a'), not, is('build', '1')];
  expect(withValue(start, 'zone', 'b')).toEqual([is('zone', 'b'), not, is('build', '1')]);
  expect(withValue(start, 'zone', 'a')).toEqual([not, is('build', '1')]);
  expect(withValue([not], 'zone', '')).toEqual([not, is('zone', '')]);
});
