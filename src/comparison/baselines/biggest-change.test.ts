import { expect, test } from 'vitest';
import type { Series } from '#series';
import { biggestChange } from './biggest-change';

const STEP = 10_000;
/** A value a step, with noise that repeats. */
function series(levels: readonly number[], gaps: readonly number[] = []): Series {
  const times = levels.map((_, i) => i * STEP);
  const values = levels.map((level, i) =>
    gaps.includes(i) ? null : level + 0.01 * Math.sin(i * i),
  );
  return { labels: {}, times, values };
}
const level = (value: number, count: number) => new Array<number>(count).fill(value);

test('as much before as after, without the points beside the change', () => {
  expect(biggestChange([series([...level(1, 30), ...level(1.5, 60)])], STEP)).toEqual({
    time: 30 * STEP,
    baseline: { start: 0, end: 29 * STEP },
    comparison: { start: 31 * STEP, end: 60 * STEP },
  });
});

test('of two changes the larger one, up to where the other one is', () => {
  const found = biggestChange(
    [series([...level(1, 40), ...level(1.4, 20), ...level(3, 40)])],
    STEP,
  );
  expect(found).toEqual({
    time: 60 * STEP,
    baseline: { start: 40 * STEP, end: 59 * STEP },
    comparison: { start: 61 * STEP, end: 80 * STEP },
  });
});

test('series are added up, and a gap of one is not a fall', () => {
  const two = [series([...level(1, 30), ...level(2, 30)]), series(level(1, 60), [5, 6, 40])];
  expect(biggestChange(two, STEP)?.time).toBe(30 * STEP);
});

test('noise, too few points and a steady rise have none', () => {
  expect(biggestChange([series(level(1, 90))], STEP)).toBeUndefined();
  expect(biggestChange([series([1, 2])], STEP)).toBeUndefined();
  expect(biggestChange([], STEP)).toBeUndefined();
  const rise = Array.from({ length: 90 }, (_, i) => i / 10);
  expect(biggestChange([series(rise)], STEP)).toBeUndefined();
});
