import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deltaInterval } from './delta-interval';
import { digamma, lnGamma, trigamma } from './distributions/gamma';
import { studentCritical, studentTwoSided } from './distributions/student';
import { benjaminiHochberg } from './false-discovery';
import type { FunctionTest, FunctionVerdict } from './functions/function-test';
import type { Counts, How } from './functions/slices';
import { standOut } from './functions/stand-out';
import { levelTest } from './levels/level-test';
import { weightedMedian } from './median';
import type { Pair } from './pair';
import { findSteps } from './steps/find-steps';

interface Table {
  readonly counts: readonly Counts[];
  readonly exposures: Pair<readonly number[]>;
  readonly how: How;
  readonly sliceSeconds: number;
}

const run = ({ counts, exposures, how, sliceSeconds }: Table) =>
  standOut(counts, exposures, how, sliceSeconds);

/** Exactly so many. */
function values<T>(length: number, of: fc.Arbitrary<T>) {
  return fc.array(of, { minLength: length, maxLength: length });
}

/** Any table of up to `most` functions: few and many samples, slices without exposure, sides of different length. */
const table = (most: number): fc.Arbitrary<Table> =>
  fc
    .record({
      slices: fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })),
      how: fc.constantFrom<How>('perSecond', 'share', 'equalLoad'),
      sliceSeconds: fc.constantFrom(10, 15, 60, 180),
      functions: fc.integer({ min: 0, max: most }),
      largest: fc.constantFrom(3, 40, 1000),
    })
    .chain(({ slices, how, sliceSeconds, functions, largest }) => {
      const sides = (of: fc.Arbitrary<number>) =>
        fc.tuple(values(slices[0], of), values(slices[1], of));
      return fc.record({
        counts: values(functions, sides(fc.nat(largest))),
        exposures: sides(
          fc.oneof(
            { weight: 9, arbitrary: fc.integer({ min: 1, max: 5000 }) },
            { weight: 1, arbitrary: fc.constant(0) },
          ),
        ),
        how: fc.constant(how),
        sliceSeconds: fc.constant(sliceSeconds),
      });
    });
const close = (got: number | undefined, want: number | undefined) => {
  if (got === undefined || want === undefined || got === want) expect(got).toBe(want);
  else expect(Math.abs(got - want)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(want)));
};
const NUMBERS = ['change', 'se', 'df', 't', 'p', 'q', 'phi', 'moderated', 'variance'] as const;

test('no table gives what is no number, and q is never below p', () => {
  fc.assert(
    fc.property(table(40), (given) => {
      const { rows, tested, flagged, lambda, wander } = run(given);
      expect(rows).toHaveLength(given.counts.length);
      expect(lambda).toBeGreaterThanOrEqual(1);
      expect(wander).toBeGreaterThanOrEqual(0);
      const tests = rows.filter(({ p }) => p !== undefined);
      expect(tests).toHaveLength(tested);
      for (const row of tests) {
        for (const key of NUMBERS) expect(row[key]).not.toBeNaN();
        expect(row.q).toBeGreaterThanOrEqual(row.p!);
        expect(row.interval![0]).toBeLessThanOrEqual(row.interval![1]);
      }
      expect(tests.filter(({ verdict }) => verdict !== 'within noise')).toHaveLength(flagged);
    }),
    { numRuns: 300 },
  );
});

const outside = ([low, high]: Pair) => low > 0 || high < 0;
/** A t that is the critical one to the last digit may fall either way. */
const undecided = ({ p }: FunctionTest) => Math.abs(p! - 0.05) < 1e-9;

test('the intervals of log ratio, per cent and delta leave out zero together, when p < 0.05; a flagged one always', () => {
  fc.assert(
    fc.property(table(40), fc.double({ min: 0.01, max: 1e9, noNaN: true }), (given, a) => {
      for (const row of run(given).rows) {
        if (row.p === undefined || undecided(row)) continue;
        const { interval, relative, p, change } = row;
        expect(outside(interval!)).toBe(p < 0.05);
        expect(outside(relative!)).toBe(p < 0.05);
        expect(outside(deltaInterval(a, a * Math.exp(change!), interval!))).toBe(p < 0.05);
        if (row.verdict !== 'within noise') expect(outside(interval!)).toBe(true);
      }
    }),
  );
});

test('the delta of the log ratio itself is the difference', () => {
  const value = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [low, high] = deltaInterval(a, b, [Math.log(b / a), Math.log(b / a)]);
      expect(low).toBe(high);
      expect(Math.abs(low - (b - a))).toBeLessThan(1e-9 * Math.max(a, b));
    }),
  );
});

const MIRRORED: Partial<Record<FunctionVerdict, FunctionVerdict>> = {
  grew: 'shrank',
  shrank: 'grew',
  new: 'gone',
  gone: 'new',
};

/** The typical one of many is a weighted median, which takes the lower one when the weights are halved exactly. */
test('sides changed for each other negate every change and keep every p', () => {
  fc.assert(
    fc.property(table(19), (given) => {
      const swapped = run({
        ...given,
        counts: given.counts.map(([a, b]): Counts => [b, a]),
        exposures: [given.exposures[1], given.exposures[0]],
      });
      run(given).rows.forEach((row, i) => {
        const other = swapped.rows[i]!;
        expect(other.verdict).toBe(MIRRORED[row.verdict] ?? row.verdict);
        close(other.t, row.t === undefined ? undefined : -row.t);
        close(other.change, row.change === undefined ? undefined : -row.change);
        for (const key of ['se', 'p', 'q', 'phi'] as const) close(other[key], row[key]);
      });
    }),
  );
});

test('functions in another order are the same rows in that order', () => {
  const permuted = table(40).chain((given) =>
    fc.tuple(
      fc.constant(given),
      fc.shuffledSubarray(
        given.counts.map((_, i) => i),
        { minLength: given.counts.length },
      ),
    ),
  );
  fc.assert(
    fc.property(permuted, ([given, order]) => {
      const rows = run(given).rows;
      const others = run({ ...given, counts: order.map((i) => given.counts[i]!) }).rows;
      order.forEach((i, k) => {
        expect(others[k]!.verdict).toBe(rows[i]!.verdict);
        for (const key of NUMBERS) close(others[k]![key], rows[i]![key]);
      });
    }),
  );
});

test('seconds may be minutes', () => {
  fc.assert(
    fc.property(table(40), (given) => {
      const perSecond = { ...given, how: 'perSecond' as const };
      const minutes = (seconds: readonly number[]) => seconds.map((value) => value / 60);
      const { exposures } = given;
      const others = run({
        ...perSecond,
        exposures: [minutes(exposures[0]), minutes(exposures[1])],
      }).rows;
      run(perSecond).rows.forEach((row, i) => {
        expect(others[i]!.verdict).toBe(row.verdict);
        for (const key of NUMBERS) close(others[i]![key], row[key]);
      });
    }),
  );
});

test('q follows p, is at least p and at most 1, and does not know the order', () => {
  const p = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(NaN)));
  fc.assert(
    fc.property(p, (values) => {
      const q = benjaminiHochberg(values);
      const made = values.map((_, i) => i).filter((i) => !Number.isNaN(values[i]!));
      values.forEach((value, i) => expect(Number.isNaN(q[i]!)).toBe(Number.isNaN(value)));
      made.sort((i, j) => values[i]! - values[j]!);
      made.forEach((i, rank) => {
        expect(q[i]).toBeGreaterThanOrEqual(values[i]!);
        expect(q[i]).toBeLessThanOrEqual(1);
        if (rank > 0) expect(q[i]).toBeGreaterThanOrEqual(q[made[rank - 1]!]!);
      });
      expect(benjaminiHochberg([...values].reverse())).toEqual(q.slice().reverse());
      // Flagged are the k smallest, k the last rank at which p <= 0.05 k / m: the procedure as it was published.
      const k =
        made.findLastIndex((i, rank) => values[i]! <= (0.05 * (rank + 1)) / made.length) + 1;
      expect(made.filter((i) => q[i]! <= 0.05).length).toBe(k);
    }),
  );
});

const levels = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { maxLength: 30 });

test('a level and its unit: times 1024 is the same test; sides negate; the ratio leaves out 1 with the difference', () => {
  const bytes = (values: readonly number[]) => values.map((value) => value * 1024);
  fc.assert(
    fc.property(levels, levels, (x, y) => {
      const found = levelTest(x, y, { quantum: 1 });
      const scaled = levelTest(bytes(x), bytes(y), { quantum: 1024 });
      expect(scaled.verdict).toBe(found.verdict);
      for (const key of ['t', 'df', 'p'] as const) close(scaled[key], found[key]);
      close(scaled.interval?.[0], found.interval && found.interval[0] * 1024);
      const swapped = levelTest(y, x, { quantum: 1 });
      close(swapped.t, found.t === undefined ? undefined : -found.t);
      close(swapped.p, found.p);
      const { interval, ratioInterval, p } = found;
      if (!ratioInterval || Math.abs(p! - 0.05) < 1e-9) return;
      expect(outside([ratioInterval[0] - 1, ratioInterval[1] - 1])).toBe(outside(interval!));
    }),
  );
});

test('steps do not know the unit', () => {
  const noises = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 20,
    maxLength: 60,
  });
  fc.assert(
    fc.property(noises, fc.nat(60), fc.integer({ min: 0, max: 5 }), (noise, at, size) => {
      const series = noise.map((value, i) => 5 + value + (i >= at ? size : 0));
      const found = findSteps(series);
      const scaled = findSteps(series.map((value) => value * 2 ** 20));
      expect(scaled.kind).toBe(found.kind);
      expect(scaled.steps.map((step) => step.at)).toEqual(found.steps.map((step) => step.at));
      close(scaled.p, found.p);
    }),
  );
});

test('a critical value is where the tail is the level', () => {
  const df = fc.oneof(fc.double({ min: 0.5, max: 1e4, noNaN: true }), fc.constant(Infinity));
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 0.99, noNaN: true }), df, (alpha, nu) => {
      const p = studentTwoSided(studentCritical(alpha, nu), nu);
      expect(Math.abs(p - alpha) / alpha).toBeLessThan(1e-9);
    }),
  );
});

test('gamma and its derivatives: what each is of x + 1', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1e4, noNaN: true }), (x) => {
      close(lnGamma(x + 1), lnGamma(x) + Math.log(x));
      close(digamma(x + 1), digamma(x) + 1 / x);
      close(trigamma(x + 1), trigamma(x) - 1 / (x * x));
    }),
  );
});

test('half of the weight lies at or below a weighted median, and less below', () => {
  const pairs = fc.array(fc.tuple(fc.integer(), fc.integer({ min: 1, max: 9 })), { minLength: 1 });
  fc.assert(
    fc.property(pairs, (given) => {
      const middle = weightedMedian(
        given.map(([value]) => value),
        given.map(([, weight]) => weight),
      );
      const weigh = (of: (value: number) => boolean) =>
        given.reduce((sum, [value, weight]) => sum + (of(value) ? weight : 0), 0);
      expect(weigh((value) => value <= middle) * 2).toBeGreaterThanOrEqual(weigh(() => true));
      expect(weigh((value) => value < middle) * 2).toBeLessThan(weigh(() => true));
    }),
  );
});
