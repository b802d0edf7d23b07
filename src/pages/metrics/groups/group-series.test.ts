import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Series } from '#series';
import { groupSeries, isGroupedBy, MOST_GROUPS } from './group-series';

const TIMES = [0, 10, 20, 30];

// Whole numbers, whose sums are exact in any order.
const series: fc.Arbitrary<Series> = fc.record({
  labels: fc
    .constantFrom('', '(none)', '1 other', '"a"', ...'abcdefghijklmno')
    .map((zone): Series['labels'] => (zone === '' ? {} : { zone })),
  times: fc.subarray(TIMES, { minLength: 1 }).map((times): readonly number[] => times),
  values: fc.array(fc.option(fc.nat(1000), { nil: null }), { minLength: 4, maxLength: 4 }),
});
const answer = fc.array(
  series.map((one) => ({ ...one, values: one.values.slice(0, one.times.length) })),
  { maxLength: 40 },
);

/** What all lines that have a value at a time come to; null where none has one. */
function sumAt(lines: readonly Pick<Series, 'times' | 'values'>[], time: number): number | null {
  const known = lines.flatMap(({ times, values }) => values[times.indexOf(time)] ?? []);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

test('at each time the lines add up to what was not grouped', () => {
  fc.assert(
    fc.property(answer, (all) => {
      const { groups } = groupSeries(all, 'zone');
      for (const time of TIMES) expect(sumAt(groups, time)).toBe(sumAt(all, time));
    }),
  );
});

test('shares add up to all of it, or none has one', () => {
  fc.assert(
    fc.property(answer, (all) => {
      const shares = groupSeries(all, 'zone').groups.map(({ share }) => share);
      if (TIMES.every((time) => !sumAt(all, time)))
        expect(new Set(shares)).toEqual(new Set(all.length > 0 ? [undefined] : []));
      else expect(shares.reduce<number>((sum, share) => sum + share!, 0)).toBeCloseTo(1, 9);
    }),
  );
});

test('names are distinct, and count all values of the label', () => {
  fc.assert(
    fc.property(answer, (all) => {
      const { groups, count } = groupSeries(all, 'zone');
      expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
      expect(count).toBe(new Set(all.map(({ labels }) => labels['zone'] ?? '')).size);
      const others = groups.find(({ value }) => value === undefined);
      expect(groups.length).toBe(Math.min(count, MOST_GROUPS) + (others ? 1 : 0));
    }),
  );
});

const flat = (zone: string, value: number): Series => ({
  labels: zone === '' ? {} : { zone },
  times: TIMES,
  values: TIMES.map(() => value),
});

test('the busiest come first, the others last, and what has no such label says so', () => {
  const all = Array.from({ length: 12 }, (_, i) => flat(i === 3 ? '' : `z${i}`, i + 1));
  const { groups, count } = groupSeries(all, 'zone');
  const names = 'z11 z10 z9 z8 z7 z6 z5 z4 (none) z2'.split(' ');
  expect(groups.map(({ name }) => name)).toEqual([...names, '2 others']);
  expect(count).toBe(12);
  expect(groups.at(-1)).toMatchObject({ value: undefined, values: [3, 3, 3, 3], share: 3 / 78 });
  expect(groups[8]).toMatchObject({ value: '', share: 4 / 78 });
});

test('a value that reads like a word of ours is told apart from it', () => {
  const { groups } = groupSeries([flat('', 3), flat('(none)', 2), flat('2 others', 1)], 'zone');
  expect(groups.map(({ name }) => name)).toEqual(['(none)', '"(none)"', '"2 others"']);
});

test('an answer to another question is known by its labels', () => {
  expect(isGroupedBy([flat('a', 1), flat('', 1)], 'zone')).toBe(true);
  expect(isGroupedBy([flat('a', 1)], 'node')).toBe(false);
  expect(isGroupedBy([{ ...flat('a', 1), labels: { zone: 'a', node: 'n' } }], 'zone')).toBe(false);
});
