import { expect, test } from 'vitest';
import { metricsToSave } from './metrics-to-save';

const seconds = (...times: readonly number[]) => times.map((time) => time * 1000);
const A = { unit: 'a/0' };

test('answers on two grids are one series; what neither has is a gap', () => {
  const coarse = { times: seconds(0, 60, 120), values: [1, null, 3] };
  const fine = { times: seconds(100, 110, 120), values: [0.1, 0.2, 3] };
  const saved = metricsToSave([
    {
      ...{ query: 'up', range: { start: 0, end: 240_000 }, step: 60_000 },
      series: [{ labels: A, ...coarse }],
    },
    {
      ...{ query: 'up', range: { start: 100_000, end: 130_000 }, step: 10_000 },
      series: [
        { labels: A, ...fine },
        { labels: {}, times: [], values: [] },
      ],
    },
    { query: 'down', range: { start: 0, end: 1 }, step: 1000, series: [] },
  ]);
  expect(saved).toEqual([
    {
      ...{ query: 'up', step: 60 },
      series: [
        {
          labels: A,
          points: [
            [0, '1'],
            [60, 'NaN'],
            [100, '0.1'],
            [110, '0.2'],
            [120, '3'],
            // The fine grid goes on, the series does not.
            [130, 'NaN'],
            [180, 'NaN'],
          ],
        },
        { labels: {}, points: [] },
      ],
    },
    { query: 'down', step: 1, series: [] },
  ]);
});
