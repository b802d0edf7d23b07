// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { summariseChart } from './chart-summary';
import type { TimelineChartState } from '../timeline-types';

const series = [
  { label: 'shop-k8s/0', times: [1, 2, 3, 4], values: [0.5, 0.25, null, 0.75] },
  { label: 'shop-k8s/1', times: [1], values: [null] },
];
const FACTS =
  'shop-k8s/0: minimum 0.25 cores, maximum 0.75 cores, last 0.75 cores, 1 gap. shop-k8s/1: no values.';

const cases: [TimelineChartState, string][] = [
  [{ kind: 'ready', series, warnings: [] }, `CPU time. ${FACTS}`],
  [{ kind: 'loading', series }, `CPU time. Loading. ${FACTS}`],
  [{ kind: 'loading' }, 'CPU time. Loading.'],
  [{ kind: 'empty', reason: 'No profiles.' }, 'CPU time. No profiles.'],
  [
    { kind: 'failed', message: 'Parca: refused', series },
    `CPU time. Failed: Parca: refused ${FACTS}`,
  ],
];

test.each(cases)('%j', (state, text) => {
  expect(summariseChart({ id: 'a', title: 'CPU time', unit: 'cores', height: 1, state })).toBe(
    text,
  );
});
