import type { Pair, SlicedRun } from '#comparison';
import { NO_STACK } from '#profile';
import type { Seconds } from '#series';
import { minusSiblings, standOut, type MinusSiblings, type StandOut } from '#statistics';
import { rowsOf, type UnitedRun, type UnitedSlices } from './unite-slices';

/** One unit, or all units of an application together, whose functions are one table of tests. */
export interface JudgedScope {
  /** Places in the application's units. */
  readonly units: readonly number[];
  /** What the siblings did was taken from it. */
  readonly hasControls: boolean;
  /** What is tested. */
  readonly table: StandOut | MinusSiblings;
  /** Of the scope by itself. */
  readonly alone: StandOut;
  /** Log ratio of what the typical function costs a second: of the total, and what its share of that did. */
  readonly load: number;
  /** Samples of each row on each side. */
  readonly samples: Pair<Float64Array>;
  /** Of all functions. */
  readonly wholes: Pair;
  /** The value of one sample, in the type's unit. */
  readonly quantum: number;
  /** Of each row in the comparison, in the type's unit per second. */
  readonly rates: Float64Array;
  /** Of all functions. */
  readonly rate: number;
  /** Of one sample. */
  readonly sampleRate: number;
}

/** With fewer on both sides together nothing below a growth by half stands out among the functions of a fleet, and as many tests would be paid for. */
const FEWEST_SAMPLES = 400;
/** As `minusSiblings`: with one sibling it is not known whose change it was, and most power is lost. */
const FEWEST_SIBLINGS = 2;

/** Slices of one side, in samples. */
interface Counts {
  readonly wholes: Float64Array;
  readonly seconds: readonly Seconds[];
  /** A row each. */
  readonly totals: readonly Float64Array[];
}

interface How {
  /** The value of one sample, in the type's unit. */
  readonly quantum: number;
  /** From the start of one slice to the start of the next. */
  readonly sliceSeconds: Seconds;
}

/**
 * At equal load: the sum of all units, and each unit minus its siblings, or by itself where it has fewer than two. `seconds` are of each unit's slices.
 */
export function judgeCounts(
  { names, runs }: UnitedSlices,
  seconds: readonly Pair<readonly Seconds[]>[],
  how: How,
): { readonly names: readonly string[]; readonly scopes: readonly JudgedScope[] } {
  const rows = rowsToTest(names, runs, how.quantum);
  const sides = seconds.map((pair, u): Pair<Counts> => [
    countsOf(rowsOf(runs[2 * u]!, rows), pair[0], how),
    countsOf(rowsOf(runs[2 * u + 1]!, rows), pair[1], how),
  ]);
  const judged = sides.map((pair) => judgeAlone(pair, how));
  const units = judged.map((scope, u): JudgedScope => {
    const siblings = judged.flatMap(({ alone }, other) =>
      other !== u && alone.tested > 0 ? [alone] : [],
    );
    const hasControls = siblings.length >= FEWEST_SIBLINGS;
    const table = hasControls ? minusSiblings(scope.alone, siblings) : scope.alone;
    return { ...scope, units: [u], hasControls, table };
  });
  const scopes = units.length < 2 ? units : [wholeScope(sides, units, how), ...units];
  return { names: rows.map((row) => names[row]!), scopes };
}

function wholeScope(
  sides: readonly Pair<Counts>[],
  units: readonly JudgedScope[],
  how: How,
): JudgedScope {
  const whole = judgeAlone([addUp(sides.map(([a]) => a)), addUp(sides.map(([, b]) => b))], how);
  return {
    ...whole,
    units: units.map((_, u) => u),
    hasControls: false,
    table: whole.alone,
    // Not of the sum of all seconds: rates of units add up.
    rates: whole.rates.map((_, row) => sum(units.map(({ rates }) => rates[row]!))),
    rate: sum(units.map(({ rate }) => rate)),
    sampleRate: sum(units.map((unit) => unit.sampleRate)) / units.length,
  };
}

function judgeAlone(
  [before, after]: Pair<Counts>,
  { quantum, sliceSeconds }: How,
): Omit<JudgedScope, 'units' | 'hasControls' | 'table'> {
  const counts = before.totals.map((values, row) => [values, after.totals[row]!] as const);
  const wholes: Pair = [sum(before.wholes), sum(after.wholes)];
  const [secondsBefore, secondsAfter] = [sum(before.seconds), sum(after.seconds)];
  const total = Math.log(wholes[1] / secondsAfter) - Math.log(wholes[0] / secondsBefore);
  const exposures = [before.wholes, after.wholes] as const;
  const alone = standOut(counts, exposures, 'equalLoad', sliceSeconds, FEWEST_SAMPLES);
  const samples: Pair<Float64Array> = [samplesOf(before), samplesOf(after)];
  const sampleRate = secondsAfter > 0 ? quantum / secondsAfter : 0;
  return {
    alone,
    load: total + alone.typical,
    ...{ samples, wholes, quantum, sampleRate },
    rates: samples[1].map((count) => count * sampleRate),
    rate: wholes[1] * sampleRate,
  };
}

/** By what all units together have of them. What has no stack is no function. */
function rowsToTest(
  names: readonly string[],
  runs: readonly UnitedRun[],
  quantum: number,
): readonly number[] {
  const sums = new Float64Array(names.length);
  for (const { wholes, totals } of runs)
    for (let i = 0; i < totals.length; i++)
      sums[Math.floor(i / wholes.length)]! += Math.max(0, totals[i]!);
  return Array.from(sums.keys()).filter(
    (row) => sums[row]! >= FEWEST_SAMPLES * quantum && names[row] !== NO_STACK,
  );
}

/** There are no samples below 0. */
function countsOf(
  { wholes, totals }: SlicedRun,
  seconds: readonly Seconds[],
  { quantum }: How,
): Counts {
  const inSamples = (values: ArrayLike<number>) => {
    const samples = new Float64Array(values.length);
    for (let i = 0; i < values.length; i++) samples[i] = Math.max(0, values[i]!) / quantum;
    return samples;
  };
  return { wholes: inSamples(wholes), seconds, totals: totals.map(inSamples) };
}

function samplesOf({ totals }: Counts): Float64Array {
  return Float64Array.from(totals, sum);
}

/** Slice by slice. A unit that has more of them has them spread over those of the shortest run. */
function addUp(runs: readonly Counts[]): Counts {
  const given = runs.filter(({ wholes }) => wholes.length > 0);
  const length = given.reduce((least, { wholes }) => Math.min(least, wholes.length), Infinity);
  const added = (of: (run: Counts) => ArrayLike<number>) => {
    const sums = new Float64Array(given.length === 0 ? 0 : length);
    for (const run of given) {
      const values = of(run);
      for (let i = 0; i < values.length; i++)
        sums[Math.floor((i * length) / values.length)]! += values[i]!;
    }
    return sums;
  };
  return {
    wholes: added(({ wholes }) => wholes),
    seconds: [...added(({ seconds }) => seconds)],
    totals: runs[0]!.totals.map((_, row) => added(({ totals }) => totals[row]!)),
  };
}

function sum(values: ArrayLike<number>): number {
  let all = 0;
  for (let i = 0; i < values.length; i++) all += values[i]!;
  return all;
}
