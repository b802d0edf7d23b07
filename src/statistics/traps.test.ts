import { describe, expect, test } from 'vitest';
import { shortestTime } from '../../tests/support/shortest-time';
import { Random } from '../../tests/calibration/random';
import { studentTwoSided } from './distributions/student';
import { minusSiblings } from './functions/siblings';
import type { Counts, How } from './functions/slices';
import { detectableAmong } from './functions/smallest-change';
import { standOut } from './functions/stand-out';
import { levelTest } from './levels/level-test';
import { bestStep } from './steps/best-step';
import { bucketMeans } from './steps/buckets';
import { findSteps } from './steps/find-steps';

const repeat = <T>(times: number, of: (i: number) => T) =>
  Array.from({ length: times }, (_, i) => of(i));
const constant = (slices: number, value: number) => repeat(slices, () => value);

/** Functions that share nothing: a Poisson count of so many samples a slice, on each side. */
function independent(seed: number, slices: number, means: readonly (readonly [number, number])[]) {
  const random = new Random(seed);
  return means.map((sides): Counts => {
    const [a, b] = sides.map((mean) => repeat(slices, () => random.poisson(mean)));
    return [a!, b!];
  });
}

const sums = (counts: readonly Counts[], side: 0 | 1) =>
  repeat(counts[0]![side].length, (i) => counts.reduce((sum, row) => sum + row[side][i]!, 0));
const test15 = (counts: readonly Counts[], how: How = 'equalLoad') =>
  standOut(counts, [sums(counts, 0), sums(counts, 1)], how, 15);
const flaggedOf = (counts: readonly Counts[], how?: How) =>
  test15(counts, how).rows.flatMap(({ verdict }, row) =>
    verdict === 'within noise' ? [] : [`${row} ${verdict}`],
  );

describe('functions', () => {
  test('the growth of one takes shares from all others, and at equal load from none', () => {
    const counts = independent(7, 30, [[300, 600], ...repeat(30, () => [40, 40] as const)]);
    expect(flaggedOf(counts, 'share').length).toBeGreaterThan(10);
    expect(flaggedOf(counts, 'equalLoad')).toEqual(['0 grew']);
  });

  test('more load is no function: the typical one says how much', () => {
    const counts = independent(
      7,
      20,
      repeat(60, (i) => [10 + i, 1.5 * (10 + i)] as const),
    );
    const seconds = constant(20, 10);
    const perSecond = standOut(counts, [seconds, seconds], 'perSecond', 15);
    expect(perSecond.flagged).toBe(60);
    expect(Math.exp(perSecond.typical)).toBeCloseTo(1.5, 1);
    expect(flaggedOf(counts)).toEqual([]);
  });

  test('the ratio is that of the sums, not the mean of the ratios of slices', () => {
    const [row] = standOut(
      [
        [
          [0, 100, 9],
          [50, 50, 5],
        ],
      ],
      [
        [100, 1000, 10],
        [500, 500, 50],
      ],
      'perSecond',
      15,
    ).rows;
    expect(row!.logRatio).toBeCloseTo(Math.log(105.5 / 1050) - Math.log(109.5 / 1110), 12);
  });

  test('no variance is no certainty: 20 samples against 30', () => {
    const { rows } = standOut(
      [[constant(10, 2), constant(10, 3)]],
      [constant(10, 10), constant(10, 10)],
      'perSecond',
      15,
    );
    expect(rows[0]).toMatchObject({
      verdict: 'within noise',
      samples: [20, 30],
      phi: 0,
      moderated: 1,
    });
    expect(rows[0]!.p).toBeCloseTo(0.17, 1);
  });

  test.each(['perSecond', 'equalLoad'] as const)(
    'a slice with exposure 0 is no zero (%s)',
    (how) => {
      const counts = independent(
        3,
        12,
        repeat(25, (i) => [i + 2, i + 3] as const),
      );
      const exposures = [sums(counts, 0), sums(counts, 1)] as const;
      const idle = (values: ArrayLike<number>) => [0, ...Array.from(values), 0];
      expect(
        standOut(
          counts.map(([a, b]): Counts => [idle(a), idle(b)]),
          [idle(exposures[0]), idle(exposures[1])],
          how,
          15,
        ),
      ).toEqual(standOut(counts, exposures, how, 15));
    },
  );

  test('a function far noisier than the typical one keeps its own dispersion', () => {
    const quiet = independent(
      11,
      20,
      repeat(80, () => [20, 20] as const),
    );
    const burst: Counts = [constant(20, 2), [...constant(19, 2), 400]];
    const { rows, prior } = test15([...quiet, burst]);
    expect(prior.phi0).toBeLessThan(1.2);
    expect(rows[80]).toMatchObject({ verdict: 'within noise', own: true, df: 38 });
    expect(rows.filter(({ own }) => own).length).toBeLessThan(10);
  });

  test('what nearly everything passes through has no share to change', () => {
    const [, ...rest] = independent(
      5,
      10,
      repeat(31, () => [30, 30] as const),
    );
    const counts: Counts[] = [[sums(rest, 0), sums(rest, 1)], ...rest];
    const exposures = [sums(rest, 0), sums(rest, 1)] as const;
    expect(standOut(counts, exposures, 'share', 15).rows[0]!.verdict).toBe('is the whole');
    const seconds = constant(10, 10);
    expect(standOut(counts, [seconds, seconds], 'perSecond', 15).rows[0]!.verdict).not.toBe(
      'is the whole',
    );
  });

  test('a sibling that changed itself flags nothing in the unit', () => {
    const means = repeat(40, () => [30, 30] as const);
    const unit = test15(independent(21, 20, means));
    const siblings = [22, 23, 24].map((seed) => test15(independent(seed, 20, means)));
    const changed = test15(independent(25, 20, [[30, 60], ...means.slice(1)]));
    expect(changed.rows[0]!.verdict).toBe('grew');
    expect(minusSiblings(unit, [changed, ...siblings]).flagged).toBe(0);
    expect(minusSiblings(changed, siblings).rows[0]!.verdict).toBe('grew');
  });

  test('a function that no sibling has is not held against them', () => {
    const means = repeat(25, () => [30, 30] as const);
    const unit = test15(independent(21, 20, means));
    const without = test15(independent(22, 20, [[0, 0], ...means.slice(1)]));
    expect(minusSiblings(unit, [without, without, without]).rows[0]).toEqual({
      verdict: 'too few siblings have it',
      samples: unit.rows[0]!.samples,
    });
  });

  test.each([
    ['too few values', [[[1, 2], [3]]], 'counts[0][1]: expected 2 values, got 1'],
    [
      'a running total that fell',
      [
        [
          [1, 2],
          [3, -4],
        ],
      ],
      'counts[0][1][1]: expected a number of at least 0, got -4',
    ],
    [
      'no number',
      [
        [
          [1, NaN],
          [3, 4],
        ],
      ],
      'counts[0][0][1]: expected a number of at least 0, got NaN',
    ],
  ] as [string, Counts[], string][])('%s is refused with its place', (_, counts, message) => {
    expect(() =>
      standOut(
        counts,
        [
          [1, 1],
          [1, 1],
        ],
        'perSecond',
        15,
      ),
    ).toThrow(new RangeError(message));
  });

  test('exposures and the length of a slice are refused with their place', () => {
    expect(() => standOut([], [[1], [-1]], 'share', 15)).toThrow('exposures[1][0]: expected');
    expect(() => standOut([], [[1], [1]], 'share', 0)).toThrow('sliceSeconds: expected');
    const one = test15([
      [
        [30, 40],
        [30, 40],
      ],
    ]);
    expect(() => minusSiblings(one, [{ ...one, rows: [] }])).toThrow(
      'siblings[0].rows: expected 1',
    );
  });

  test('a growth as large as the smallest that can be found is found in the time that is said', () => {
    const slices = 10;
    const means = repeat(60, () => [40, 40] as const);
    const before = test15(independent(2, slices, means));
    const row = before.rows[0]!;
    const { smallestChange, minutesFor } = detectableAmong(before.tested);
    const smallest = smallestChange(row)!;
    expect(minutesFor(row, 2.5, smallest)).toBeCloseTo(2.5, 10);
    const longer = Math.ceil((slices * minutesFor(row, 2.5, 0.15)!) / 2.5);
    const found = (many: number, factor: number) =>
      repeat(100, (k) =>
        test15(independent(100 + k, many, [[40, 40 * factor], ...means.slice(1)])),
      ).filter(({ rows }) => rows[0]!.verdict === 'grew').length;
    for (const times of [found(slices, 1 + smallest), found(longer, 1.15)]) {
      expect(times).toBeGreaterThan(60);
      expect(times).toBeLessThan(95);
    }
    const untested = detectableAmong(10);
    expect(untested.smallestChange({})).toBeUndefined();
    expect(untested.minutesFor({}, 2.5)).toBeUndefined();
  });

  test('5,000 functions of 60 slices in 0.3 s', { retry: 3 }, async () => {
    const random = new Random(1);
    const counts = repeat(5000, (): Counts => [
      Float64Array.from({ length: 30 }, () => random.poisson(4)),
      Float64Array.from({ length: 30 }, () => random.poisson(4)),
    ]);
    const exposures = [sums(counts, 0), sums(counts, 1)] as const;
    const judge = () => expect(standOut(counts, exposures, 'equalLoad', 15).tested).toBe(5000);
    expect(await shortestTime(judge, 300)).toBeLessThan(300);
  });
});

describe('levels', () => {
  test('a heap that repeats itself is two values, not twenty', () => {
    const stays = (a: number, b: number) => [...constant(10, a), ...constant(10, b)];
    const found = levelTest(stays(100, 104), stays(109, 113), { quantum: 0 });
    expect(found.verdict).toBe('within noise');
    expect(Math.max(...found.effective!)).toBeLessThan(3);
  });

  test('no per cent of a baseline that may be 0', () => {
    const found = levelTest([0, 0, 0, 40, 0, 0], [50, 60, 55, 52, 58, 51], { quantum: 0 });
    expect(found.verdict).toBe('moved');
    expect(found.ratioInterval).toBeUndefined();
  });
});

describe('steps', () => {
  const noise = (seed: number, values: number) => {
    const random = new Random(seed);
    return repeat(values, () => 10 + random.normal());
  };

  test('a maximum over all splits is no t: where that sees a step in most noise, this does not', () => {
    const found = repeat(200, (seed) => bestStep(noise(seed, 240), 0, 240)!);
    const share = (p: (step: (typeof found)[number]) => number) =>
      found.filter((step) => p(step) < 0.05).length / found.length;
    expect(share(({ t, df }) => studentTwoSided(t, df))).toBeGreaterThan(0.4);
    expect(share(({ p }) => p)).toBeLessThan(0.06);
  });

  test('gaps are left out, and a step is found where it is', () => {
    const raw = noise(4, 1440).map((value, i) => (i >= 700 ? value + 4 : value));
    raw.fill(NaN, 300, 320);
    const { means, starts } = bucketMeans(raw);
    // Buckets of 6; the three inside the gap are dropped.
    expect(means).toHaveLength(237);
    const { kind, steps } = findSteps(means);
    expect(kind).toBe('step');
    expect(steps.map(({ at }) => starts[at])).toEqual([702]);
  });

  test('a value that is no number is refused with its place', () => {
    expect(() => findSteps([1, 2, NaN])).toThrow(
      new RangeError('values[2]: expected a finite number, got NaN'),
    );
  });
});
