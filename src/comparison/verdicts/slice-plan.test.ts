import { expect, test } from 'vitest';
import type { Scrape } from '#series';
import { isTimeBefore } from './slice-plan';

const of = (count: number) => ({
  scrapes: Array.from({ length: count }, (_, i): Scrape => ({
    ...{ labels: {}, timestamp: BigInt(i), duration: 0n, value: 1 },
  })),
});

test.each([
  [20, 20, true],
  [10, 20, true],
  [9, 20, false],
  [1, 2, true],
  [0, 0, false],
])('%d scrapes right before %d are a check of them: %o', (before, baseline, isCheck) => {
  expect(isTimeBefore(of(before), of(baseline))).toBe(isCheck);
});
