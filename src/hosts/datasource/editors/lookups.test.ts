import { expect, test, vi } from 'vitest';
import { parseProfileType } from '#series';
import { createParcaSource } from '#sources';
import { createLookups } from './lookups';

const range = { start: 0, end: 60_000 };
const cpu = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');

function lookUp() {
  const transport = { request: () => Promise.reject(new Error('not asked')) };
  const source = createParcaSource({ transport, now: () => 0 });
  const clock = { now: 0 };
  const fetchProfileTypes = vi.fn(() => Promise.resolve([cpu]));
  const fetchLabelValues = vi.fn(() => Promise.resolve(['a']));
  const lookups = createLookups(
    { ...source, fetchProfileTypes, fetchLabelValues },
    () => clock.now,
  );
  return { lookups, clock, fetchProfileTypes, fetchLabelValues };
}

test('one question serves all who ask it, for a while', async () => {
  const { lookups, clock, fetchProfileTypes } = lookUp();
  const both = await Promise.all([lookups.profileTypes(range), lookups.profileTypes(range)]);
  expect(both).toEqual([[cpu], [cpu]]);
  expect(fetchProfileTypes).toHaveBeenCalledTimes(1);
  await lookups.profileTypes({ ...range, end: 120_000 });
  expect(fetchProfileTypes).toHaveBeenCalledTimes(2);
  clock.now = 30_000;
  await lookups.profileTypes(range);
  expect(fetchProfileTypes).toHaveBeenCalledTimes(3);
});

test('values of other labels and under other conditions are other questions', async () => {
  const { lookups, fetchLabelValues } = lookUp();
  const scope = { profileType: cpu, range, matchers: [] };
  await lookups.labelValues('a', scope);
  await lookups.labelValues('b', scope);
  await lookups.labelValues('a', { ...scope, matchers: [{ name: 'c', op: '=', value: 'd' }] });
  await lookups.labelValues('a', scope);
  expect(fetchLabelValues).toHaveBeenCalledTimes(3);
});

test('a failure is asked again', async () => {
  const { lookups, fetchProfileTypes } = lookUp();
  fetchProfileTypes.mockRejectedValueOnce(new Error('no disk'));
  await expect(lookups.profileTypes(range)).rejects.toThrow('no disk');
  expect(await lookups.profileTypes(range)).toEqual([cpu]);
});
