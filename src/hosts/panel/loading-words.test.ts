import { expect, test } from 'vitest';
import { loadingWords } from './loading-words';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const query = (more: object) => ({ refId: 'A', ...more });

test('what a panel loads is what its queries ask for', () => {
  expect(
    loadingWords([query({ profileTypeId: CPU, labelSelector: '{juju_unit="shop-k8s/1"}' })]),
  ).toBe('CPU time of {juju_unit="shop-k8s/1"}');
  expect(loadingWords([query({ profileTypeId: CPU, labelSelector: '{}' })])).toBe(
    'CPU time of everything',
  );
  expect(loadingWords([query({ profileTypeId: '$type' })])).toBe('$type of everything');
});

test('of many the first two, and no hidden one; of others no words are made up', () => {
  const one = { profileTypeId: CPU };
  expect(loadingWords([query(one), query(one), query(one), query({ ...one, hide: true })])).toBe(
    'CPU time of everything and CPU time of everything and 1 more',
  );
  expect(loadingWords([query({ expr: 'up' })])).toBe('the profile');
});
