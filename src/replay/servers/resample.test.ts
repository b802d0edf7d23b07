import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resample } from './resample';

const points = [
  [0, 'a'],
  [15, 'b'],
  [45, 'd'],
] as const;

test.each([
  { name: 'its own grid', grid: [0, 60, 15], found: ['0 a', '15 b', '45 d'] },
  {
    name: 'finer: the newest point stands until the next is due',
    grid: [0, 30, 5],
    found: ['0 a', '5 a', '10 a', '15 b', '20 b', '25 b'],
  },
  { name: 'coarser', grid: [10, 70, 30], found: ['10 a'] },
  { name: 'off its grid', grid: [7, 52, 15], found: ['7 a', '22 b', '52 d'] },
  { name: 'before and after', grid: [-30, -1, 1], found: [] },
])('$name', ({ grid, found }) => {
  const [start = 0, end = 0, step = 1] = grid.map((s) => s * 1000);
  expect(resample(points, 15_000, { start, end, step }).map((p) => p.join(' '))).toEqual(found);
});

test('invents nothing: every answer is a recorded value less than a step old', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
      (times, recordedStep, step) => {
        const recorded = times.sort((a, b) => a - b).map((t) => [t, String(t)] as const);
        const grid = { start: 0, end: 600_000, step: step * 1000 };
        for (const [time, value] of resample(recorded, recordedStep * 1000, grid)) {
          expect(time - Number(value)).toBeGreaterThanOrEqual(0);
          expect(time - Number(value)).toBeLessThan(recordedStep);
        }
      },
    ),
  );
});
