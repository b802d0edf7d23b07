// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { namedSeries } from './chart-state';

const series = (labels: Record<string, string>, ...values: number[]) => ({
  labels,
  times: values.map((_, i) => i),
  values,
});
const legend = (labels: Readonly<Record<string, string>>) => labels['unit'] ?? 'all';
const labelsOf = (...answers: Parameters<typeof namedSeries>[0]) =>
  namedSeries(answers, legend).map((one) => one.label);

test('what both sides share is drawn once', () => {
  const data = [series({ unit: 'a/0' }, 1, 2)];
  const copy = [series({ unit: 'a/0' }, 1, 2)];
  expect(labelsOf({ title: 'baseline', data }, { title: 'comparison', data })).toEqual(['a/0']);
  expect(labelsOf({ title: 'baseline', data }, { title: 'comparison', data: copy })).toEqual([
    'a/0',
  ]);
});

test('sides of one unit that differ are both drawn, each under its own name', () => {
  expect(
    labelsOf(
      { title: 'baseline', data: [series({ unit: 'a/0' }, 1, 2)] },
      { title: 'comparison', data: [series({ unit: 'a/0' }, 1, 3)] },
    ),
  ).toEqual(['a/0 (baseline)', 'a/0 (comparison)']);
});

test('series of one unit that one answer has twice are told apart by all labels', () => {
  const data = [
    series({ unit: 'a/0', instance: 'x' }, 1),
    series({ unit: 'a/0', instance: 'y' }, 1),
  ];
  expect(labelsOf({ title: '', data })).toEqual([
    '{instance="x", unit="a/0"}',
    '{instance="y", unit="a/0"}',
  ]);
});
