import fc from 'fast-check';
import { expect, test } from 'vitest';
import { samplingPeriods } from './sampling-period';
import { treeFromFolded } from '../tree/folded';

const CPU = { type: 'cpu', unit: 'nanoseconds' };
const MS = 1e6;

/** So many samples a function, `step` nanoseconds apart. */
const part = (counts: readonly number[], of: { period?: number; step?: number } = {}) => ({
  tree: treeFromFolded(counts.map((count, i) => `main;f${i} ${count * (of.step ?? 10 * MS)}`)),
  period: of.period ?? 0,
  periodType: CPU,
  sampleType: CPU,
});
const COUNTS = [1, 3, 2, 7, 5, 2, 1, 9];

test('what the files say, each once', () => {
  const periods = [20 * MS, 10 * MS, 20 * MS, 0].map((period) => part(COUNTS, { period }));
  expect(samplingPeriods(periods)).toEqual([10 * MS, 20 * MS]);
});

test.each([10 * MS, 52_631_579, MS])(
  'a merge that says nothing has values in steps: %d ns',
  (step) => {
    expect(samplingPeriods([part(COUNTS, { step })])).toEqual([step]);
  },
);

test('parts that are each of even numbers of samples together are of one period', () => {
  const odd = [3, 3, 3, 9, 6, 3, 3, 3];
  const even = [2, 4, 8, 2, 2, 2, 2, 2];
  expect(samplingPeriods([part(odd), part(even)])).toEqual([10 * MS]);
});

test.each([
  ['no profile', []],
  ['few values', [part([2, 4, 6])]],
  [
    'times that a clock measured',
    [part([1_234_567, 3_000_001, 2_000_000, 7e6, 5e6, 2e6, 1e6, 9e6], { step: 1 })],
  ],
  ['values that are no time', [{ ...part(COUNTS), sampleType: { type: 'space', unit: 'bytes' } }]],
  [
    'waits, which are timed',
    [{ ...part(COUNTS), periodType: { type: 'contentions', unit: 'count' } }],
  ],
])('%s: not known', (_, parts) => expect(samplingPeriods(parts)).toEqual([]));

test('every value is a multiple of what is found', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 1e5 }), { minLength: 8, maxLength: 40 });
  fc.assert(
    fc.property(counts, fc.constantFrom(MS, 10 * MS, 52_631_579), (list, step) => {
      const [period] = samplingPeriods([part(list, { step })]);
      expect(period! % step).toBe(0);
      for (const count of list) expect((count * step) % period!).toBe(0);
    }),
  );
});
