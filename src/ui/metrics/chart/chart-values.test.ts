// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { summariseChart, valueAt, valueThere } from './chart-values';
import { type TimelineChartState } from '../timeline-types';

const summarised = [
  { label: 'shop-k8s/0', times: [1, 2, 3, 4], values: [0.5, 0.0207, null, 0.75] },
  { label: 'shop-k8s/1', times: [1], values: [null] },
];
const FACTS =
  'shop-k8s/0: minimum 20.7 mcores, maximum 750 mcores, last 750 mcores, 1 gap. shop-k8s/1: no values.';

const cases: [TimelineChartState, string][] = [
  [{ kind: 'ready', series: summarised, warnings: [] }, `CPU time. ${FACTS}`],
  [{ kind: 'loading', series: summarised }, `CPU time. Loading. ${FACTS}`],
  [{ kind: 'loading' }, 'CPU time. Loading.'],
  [{ kind: 'empty', reason: 'No profiles.' }, 'CPU time. No profiles.'],
  [
    { kind: 'failed', message: 'Parca: refused', series: summarised },
    `CPU time. Failed: Parca: refused ${FACTS}`,
  ],
];

test.each(cases)('%j', (state, text) => {
  expect(summariseChart({ id: 'a', title: 'CPU time', unit: 'cores', height: 1, state })).toBe(
    text,
  );
});

const series = { label: '', times: [10, 20, 30, 60], values: [1, null, 3, 6] };

test.each([
  ['on a point', 10, 1],
  ['near a point', 33, 3],
  ['in a gap', 21, undefined],
  ['before all, near enough', 1, 1],
  ['before all, too far', -1, undefined],
  ['between points that are far apart', 45, undefined],
])('%s', (_, time, value) => {
  expect(valueAt(series, time)).toBe(value);
});

test('a single point speaks for any time, no point for none', () => {
  expect(valueAt({ label: '', times: [10], values: [7] }, 9999)).toBe(7);
  expect(valueAt({ label: '', times: [], values: [] }, 1)).toBeUndefined();
});

test('the last value is the last that is no gap', () => {
  expect(valueThere({ label: '', times: [1, 2], values: [0, null] }, undefined)).toBe(0);
  expect(valueThere({ label: '', times: [1], values: [null] }, undefined)).toBeUndefined();
});
