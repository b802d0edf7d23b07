import { expect, test } from 'vitest';
import type { TimelineChart } from '#ui';
import { withSameAxes } from './same-axes';

const chart = (id: string, values: readonly (number | null)[]): TimelineChart => ({
  id,
  title: id,
  unit: 'cores',
  height: 60,
  state: {
    kind: 'ready',
    warnings: [],
    series: [{ label: 'a', times: values.map((_, i) => i), values }],
  },
});

test('charts of one metric reach as high on both sides, each with its own step and range', () => {
  const [before, after] = withSameAxes([
    { charts: [chart('rate', [1, null]), chart('memory', [9])] },
    {
      charts: [chart('rate', [4, 2]), { ...chart('x', []), state: { kind: 'empty', reason: '' } }],
    },
  ]);
  expect(before!.charts.map(({ axisHolds }) => axisHolds)).toEqual([4, 9]);
  expect(after!.charts.map(({ axisHolds }) => axisHolds)).toEqual([4, 0]);
});
