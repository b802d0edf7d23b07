import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, parseProfileType, type Matcher } from '#series';
import { placeWords, profileWords } from './selection-words';
import { levelsFor } from './topology-levels';

const levels = levelsFor(['juju_model', 'juju_application', 'juju_unit'], DEFAULT_ALIASES);
const is = (name: string, value: string): Matcher => ({ name, op: '=', value });

test.each([
  [[is('juju_application', 'shop'), is('juju_unit', 'shop/1')], 'shop/1'],
  // A target without a unit.
  [[is('juju_application', 'legacy'), is('juju_unit', '')], 'legacy'],
  [[{ name: 'job', op: '=~' as const, value: 'a.*' }], '{job=~"a.*"}'],
  [[], 'everything'],
])('%j is called %s', (matchers, words) => {
  expect(placeWords(matchers, levels)).toBe(words);
});

test('what is on the way: type, place and how long', () => {
  const cpu = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
  const selection = { matchers: [is('juju_unit', 'shop/1')], window: { start: 0, end: 1_200_000 } };
  expect(profileWords(cpu, selection, levels)).toBe('CPU time of shop/1, 20 min');
});
