import { describe, expect, test } from 'vitest';
import functions from '../../tests/fixtures/statistics/functions.json?raw';
import levels from '../../tests/fixtures/statistics/levels.json?raw';
import partsText from '../../tests/fixtures/statistics/parts.json?raw';
import siblings from '../../tests/fixtures/statistics/siblings.json?raw';
import stepsText from '../../tests/fixtures/statistics/steps.json?raw';

import { inverseTrigamma } from './distributions/gamma';
import { studentCritical, studentTwoSided } from './distributions/student';
import { benjaminiHochberg } from './false-discovery';
import { samplingOnly } from './functions/sampling/sampling-only';
import { minusSiblings } from './functions/siblings';
import type { Counts, How } from './functions/slices';
import { standOut } from './functions/stand-out';
import { levelTest } from './levels/level-test';
import type { Pair } from './pair';
import { findSteps } from './steps/find-steps';

/** tests/fixtures/statistics/README.md: made by an oracle in Python, from the formulas. */
interface Case<Input> {
  readonly name: string;
  readonly input: Input;
  readonly expected: Readonly<Record<string, unknown>>;
}
type Row = Readonly<Record<string, unknown>>;
interface Unit {
  readonly counts: readonly Counts[];
  readonly exposures: Pair<readonly number[]>;
}
interface Manner {
  readonly how: How;
  readonly sliceSeconds: number;
}

const TOLERANCE = 1e-9;

const read = <T>(text: string) => JSON.parse(text) as T;

/** Infinity is written as a text there. */
const numbered = (value: unknown) => (value === 'Infinity' ? Infinity : value);
const relative = (got: number, want: number) => Math.abs(got - want) / Math.abs(want);
const absolute = (got: number, want: number) => Math.abs(got - want) / Math.max(1, Math.abs(want));

/** Everything that is not as expected: p and q relatively, as some are 1e-40; else relatively above 1, absolutely below. */
function differences(got: unknown, wanted: unknown, place: string): string[] {
  const want = numbered(wanted);
  if (Array.isArray(want)) {
    const list = got as ArrayLike<unknown> | undefined;
    if (list?.length !== want.length) return [`${place}: ${list?.length} values`];
    return want.flatMap((each, i) => differences(list[i], each, `${place}[${i}]`));
  }
  const said = `${place}: got ${String(got)}, expected ${String(want)}`;
  if (want === null) return got === undefined || Number.isNaN(got) ? [] : [said];
  if (typeof want !== 'number' || got === want) return got === want ? [] : [said];
  const error = (/\.[pq](\[|$)/.test(place) ? relative : absolute)(got as number, want);
  return error <= TOLERANCE ? [] : [said];
}

const differ = (got: object, want: Row, place: string) =>
  Object.keys(want).flatMap((key) => differences((got as Row)[key], want[key], `${place}.${key}`));

/** The vectors call the samples C. */
const rowsDiffer = (got: readonly object[], want: readonly Row[]) => [
  ...differences(got.length, want.length, 'rows'),
  ...want.flatMap(({ C, ...row }, i) =>
    differ(got[i]!, C ? { ...row, samples: C } : row, `rows[${i}]`),
  ),
];

describe('functions', () => {
  test.each(read<Case<Unit & Manner>[]>(functions))('$name', ({ input, expected }) => {
    const { rows: wantedRows, alpha, prior, ...want } = expected;
    const { rows, ...got } = standOut(input.counts, input.exposures, input.how, input.sliceSeconds);
    const blocks = 1 / got.blocks[0] + 1 / got.blocks[1];
    const slowness = input.sliceSeconds < 75 ? 2 : 1;
    expect([
      ...rowsDiffer(rows, wantedRows as Row[]),
      ...differ(got, want, 'answer'),
      ...(prior ? differ(got.prior, prior as Row, 'prior') : []),
      ...(alpha === undefined
        ? []
        : differences(got.wander ** 2 / slowness / blocks, alpha, 'alpha')),
    ]).toEqual([]);
  });
});

describe('siblings', () => {
  test.each(read<Case<Manner & { units: Unit[] }>[]>(siblings))('$name', ({ input, expected }) => {
    const [unit, ...siblings] = input.units.map(({ counts, exposures }) =>
      standOut(counts, exposures, input.how, input.sliceSeconds),
    );
    const { rows, ...got } = minusSiblings(unit!, siblings);
    const { rows: wantedRows, ...want } = expected;
    expect([...rowsDiffer(rows, wantedRows as Row[]), ...differ(got, want, 'answer')]).toEqual([]);
  });
});

describe('levels', () => {
  interface Level {
    readonly baseline: number[];
    readonly comparison: number[];
    readonly quantum: number;
  }
  test.each(read<Case<Level>[]>(levels))('$name', ({ input, expected }) => {
    const { a, b, ...want } = expected;
    const { means, ...got } = levelTest(input.baseline, input.comparison, input);
    expect([
      ...(a === undefined ? [] : differences(means, [a, b], 'means')),
      ...differ(got, want, 'level'),
    ]).toEqual([]);
  });
});

describe('steps', () => {
  test.each(read<Case<{ values: number[] }>[]>(stepsText))('$name', ({ input, expected }) => {
    const { steps, ramp, ...want } = expected as { steps: Row[]; ramp?: Row };
    const got = findSteps(input.values);
    expect(got.steps).toHaveLength(steps.length);
    expect([
      ...differ(got, want, 'steps'),
      ...steps.flatMap((step, i) => differ(got.steps[i]!, step, `steps[${i}]`)),
      ...(ramp ? differ(got.ramp!, ramp, 'ramp') : []),
    ]).toEqual([]);
  });
});

describe('parts', () => {
  const parts = read<{
    qValues: { name: string; p: (number | null)[]; q: (number | null)[] }[];
    samplingOnly: Case<{ samples: Pair; exposures: Pair; how: How }>[];
    student: Record<'cdf' | 'quantile' | 'trigammaInverse', [number, number, number][]>;
  }>(partsText);
  const infinite = (value: unknown) => numbered(value) as number;

  test.each(parts.qValues)('q: $name', ({ p, q }) => {
    expect(differences(benjaminiHochberg(p.map((each) => each ?? NaN)), q, 'q.q')).toEqual([]);
  });
  test.each(parts.samplingOnly)('one profile a side: $name', ({ input, expected }) => {
    const got = samplingOnly(input.samples, input.exposures, input.how);
    expect(differ(got, expected, 'sampling')).toEqual([]);
  });
  test.each(parts.student.cdf)('P(|T| >= %s) with %s degrees of freedom', (t, df, p) => {
    expect(differences(studentTwoSided(t, infinite(df)), p, 'student.p')).toEqual([]);
  });
  test.each(parts.student.quantile)('t at %s with %s degrees of freedom', (alpha, df, t) => {
    expect(differences(studentCritical(alpha, infinite(df)), t, 'quantile')).toEqual([]);
  });
  test.each(parts.student.trigammaInverse)('inverse trigamma of %s', (y, x) => {
    expect(differences(inverseTrigamma(y), x, 'x')).toEqual([]);
  });
});
