import { expect, test } from 'vitest';
import { DEFAULT_ALIASES } from '#series';
import { activityLabels, activityOf, upOf } from './discovery-inputs';
import { CPU, target } from '../targets.fixture';

test('series are asked for by the labels of targets and places that exist, threads left out', () => {
  const targets = [target({ address: 'a:1', labels: { job: 'j', stage: 'blue', gone: 'x' } })];
  const names = [
    'cpu',
    'stage',
    'pod',
    'juju_unit',
    'job',
    'unrelated',
    'thread_id',
    'kubernetes_pod_name',
  ];
  expect(activityLabels(names, targets, DEFAULT_ALIASES)).toEqual([
    'job',
    'juju_unit',
    'kubernetes_pod_name',
    'pod',
    'stage',
  ]);
});

test('a series was last seen in the last bucket with a profile', () => {
  const series = [
    { labels: { a: '1' }, times: [10, 20, 30], values: [1, 3, null] },
    { labels: { a: '2' }, times: [10, 20, 30], values: [null, null, null] },
  ];
  expect(activityOf({ profileType: CPU, by: ['a'], step: 10 }, series)).toEqual({
    profileType: CPU,
    by: ['a'],
    resolution: 10,
    series: [{ labels: { a: '1' }, lastSeen: 20 }],
  });
});

test('up is what it was last', () => {
  const of = (...values: (number | null)[]) => ({
    labels: {},
    times: values.map((_, i) => i),
    values,
  });
  expect(upOf([of(1, 0), of(0, 1, null), of(null)]).map(({ value }) => value)).toEqual([0, 1]);
});
