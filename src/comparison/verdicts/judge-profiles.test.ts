import { expect, test } from 'vitest';
import { treeFromFolded } from '#profile';
import type { Pair } from '../comparison-row';
import { judgeProfiles } from './judge-profiles';
import { judgeRows } from './judgement';
import type { SliceFacts } from './judge-slices';
import { fewSlicesText, noiseMessage, noiseSummary } from './words/noise-message';
import { shownInterval, type ShownAs } from './words/shown-interval';
import { buildSlicedTable } from './sliced-table';

const tableOf = (...sides: string[][]) =>
  buildSlicedTable(
    sides.map((lines) => [treeFromFolded(lines)]),
    { filters: [], by: 'function' },
  );
const verdictsOf = ({ names, rows }: ReturnType<typeof judgeProfiles>) =>
  Object.fromEntries(names.map((name, row) => [name, rows[row]!.verdict]));

const BEFORE = ['main;same 1000', 'main;more 100', 'main;gone 60', 'main;rare 5'];
const AFTER = ['main;same 1010', 'main;more 300', 'main;new 60', 'main;rare 9'];

test('raw: what sampling does not explain, whatever the others did', () => {
  const judged = judgeProfiles(tableOf(BEFORE, AFTER), { quantum: 1, seconds: [1, 1] });
  expect(verdictsOf(judged)).toEqual({
    ...{ main: 'grew', same: 'within noise', more: 'grew' },
    ...{ gone: 'gone', new: 'new', rare: 'too few samples' },
  });
  expect(judged).toMatchObject({ method: 'sampling', slices: [1, 1], tested: 5, flagged: 4 });
  expect(judged.selfChecks).toEqual([]);
});

test('shares: the root has none that could change', () => {
  const judged = judgeProfiles(tableOf(BEFORE, AFTER), { quantum: 1 });
  expect(verdictsOf(judged)).toMatchObject({ main: 'is the whole', more: 'grew' });
});

test('a sample that is worth more makes fewer of them', () => {
  const judged = judgeProfiles(tableOf(BEFORE, AFTER), { quantum: 50, seconds: [1, 1] });
  expect(judged.tested).toBe(2);
  expect(judged.flagged).toBe(0);
});

test('of nothing, nothing is tested', () => {
  const judged = judgeProfiles(tableOf([], AFTER), { quantum: 1 });
  expect(judged.tested).toBe(0);
});

test('twice the seconds explain twice the samples', () => {
  const twice = ['main;same 2000'];
  const of = (seconds: Pair) =>
    judgeProfiles(tableOf(['main;same 1000'], twice), { quantum: 1, seconds }).flagged;
  expect([of([10, 10]), of([10, 20])]).toEqual([2, 0]);
});

const SHOWN: ShownAs = {
  verdicts: { method: 'sampling', typical: 0 },
  ...{ divisors: [1, 1], magnitudes: [1000, 1000], seconds: [1, 1], quantum: 0 },
};

test('an interval that is the log ratio itself is the delta itself', () => {
  const ratio = Math.log(300 / 100);
  const [low, high] = shownInterval({ logInterval: [ratio, ratio] }, [100, 300], SHOWN)!;
  expect([low, high]).toEqual([expect.closeTo(200, 9), expect.closeTo(200, 9)]);
  const divisors: Pair = [10, 20];
  const rates = shownInterval({ logInterval: [0, Math.log(15 / 10)] }, [100, 300], {
    ...{ ...SHOWN, divisors },
  })!;
  expect(rates).toEqual([0, expect.closeTo(5, 9)]);
});

test('at equal load the baseline is what the typical function would have made of it', () => {
  // All twice, but for this one: three times.
  const shown: ShownAs = {
    ...SHOWN,
    verdicts: { method: 'equalLoad', typical: 0 },
    magnitudes: [1000, 2000],
  };
  const beyond = Math.log(300 / 200);
  const [, high] = shownInterval({ logInterval: [0, beyond] }, [100, 300], shown)!;
  expect(high).toBeCloseTo(100, 9);
});

test('levels: a rate becomes a sum where both sides are as long', () => {
  const row = { interval: [-1, 3] } as const;
  const of = (seconds: Pair, divisors: Pair = [1, 1]) =>
    shownInterval(row, [0, 0], { ...SHOWN, seconds, divisors });
  expect(of([300, 300])).toEqual([-300, 900]);
  expect(of([300, 300], [300, 300])).toEqual([-1, 3]);
  expect(of([300, 600], [300, 600])).toEqual([-1, 3]);
  expect(of([300, 600])).toBeUndefined();
  expect(shownInterval({}, [0, 0], SHOWN)).toBeUndefined();
});

const facts = (seconds: readonly number[][], more: Partial<SliceFacts> = {}): SliceFacts => ({
  ...{ kind: 'counts', quantum: 1, isRate: true, seconds, sliceSeconds: 15 },
  ...more,
});

test('one scrape on a side: only sampling is judged, per second, and no row is said to have grown for certain', () => {
  const both = judgeRows(tableOf(BEFORE, AFTER), facts([[15], [15]]));
  expect(both).toMatchObject({ method: 'sampling', slices: [1, 1], tested: 5, flagged: 4 });
  expect(both.rows.every(({ bySampling }) => bySampling)).toBe(true);
  expect(both.values[0][both.names.indexOf('more')]).toEqual(Float64Array.of(100 / 15));
  expect(fewSlicesText(both.slices, true)).toBe('1 scrape a side: only sampling can be judged.');
  const says = 'changed by more than sampling explains.';
  expect(noiseSummary(both)).toBe(`4 of 5 functions ${says}`);
  expect(noiseMessage(both)).toBe(`5 functions tested on 1 and 1 slices, 4 ${says}`);

  const twice = [treeFromFolded(BEFORE), treeFromFolded(BEFORE)];
  const table = buildSlicedTable([[treeFromFolded(BEFORE)], twice], {
    filters: [],
    by: 'function',
  });
  const same = judgeRows(table, facts([[15], [15, 15]]));
  expect(same).toMatchObject({ method: 'sampling', slices: [1, 2], flagged: 0 });
  expect(fewSlicesText(same.slices, true)).toBe(
    '1 scrape in the baseline: only sampling can be judged.',
  );
});

test('as shares the load is no change', () => {
  const double = BEFORE.map((line) => line.replace(/\d+$/, (count) => String(2 * Number(count))));
  const flagged = (more: Partial<SliceFacts>) =>
    judgeRows(tableOf(BEFORE, double), facts([[15], [15]], more)).flagged;
  expect(flagged({})).toBeGreaterThan(0);
  expect(flagged({ asShares: true })).toBe(0);
});

test('what is shown is tested: raw values raw, of files of other lengths too', () => {
  const longer = facts([[15], [30]]);
  const double = BEFORE.map((line) => line.replace(/\d+$/, (count) => String(2 * Number(count))));
  const flagged = (exposures?: readonly [number, number]) =>
    judgeRows(tableOf(BEFORE, double), { ...longer, exposures }).flagged;
  expect(flagged()).toBe(0);
  expect(flagged([15e9, 30e9])).toBe(0);
  expect(flagged([1, 1])).toBeGreaterThan(0);
});

test('states are not counted, and several slices say how much they vary', () => {
  const states = judgeRows(tableOf(BEFORE, AFTER), facts([[1], [1]], { kind: 'levels' }));
  expect(states.method).toBe('level');
  expect(fewSlicesText(states.slices, false)).toBe(
    '1 scrape a side: how much it varies is not known.',
  );
  const trees = Array.from({ length: 4 }, () => treeFromFolded(BEFORE));
  const table = buildSlicedTable([trees, trees], { filters: [], by: 'function' });
  const seconds = trees.map(() => 15);
  const several = judgeRows(table, facts([seconds, seconds]));
  expect(several.method).toBe('equalLoad');
  expect(fewSlicesText(several.slices, true)).toBe('');
});
