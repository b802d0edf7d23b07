import { standOutOf, type JudgedRun, type Pair } from '#comparison';
import type { Seconds } from '#series';
import { minusSiblings, type MinusSiblings, type StandOut } from '#statistics';

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
  /** Log ratio of what the typical function costs a second; of the total where there are too few functions. */
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
/** As `standOut`: of fewer functions none is typical. */
const FEWEST_FUNCTIONS = 20;

/** At equal load: the sum of all units, and each unit minus its siblings, or by itself where it has fewer than two. */
export function judgeCounts(
  allNames: readonly string[],
  allSides: readonly Pair<JudgedRun>[],
  sliceSeconds: Seconds,
): { readonly names: readonly string[]; readonly scopes: readonly JudgedScope[] } {
  const rows = rowsToTest(allSides);
  const sides = allSides.map(([a, b]): Pair<JudgedRun> => [onlyRows(a, rows), onlyRows(b, rows)]);
  const judged = sides.map((pair) => judgeAlone(pair, sliceSeconds));
  const units = judged.map((scope, u): JudgedScope => {
    const siblings = judged.flatMap(({ alone }, other) =>
      other !== u && alone.tested > 0 ? [alone] : [],
    );
    const hasControls = siblings.length >= FEWEST_SIBLINGS;
    const table = hasControls ? minusSiblings(scope.alone, siblings) : scope.alone;
    return { ...scope, units: [u], hasControls, table };
  });
  const names = rows.map((row) => allNames[row]!);
  if (units.length < 2) return { names, scopes: units };
  const whole = judgeAlone(
    [addUp(sides.map(([a]) => a)), addUp(sides.map(([, b]) => b))],
    sliceSeconds,
  );
  const scope = {
    ...whole,
    units: units.map((_, u) => u),
    hasControls: false,
    table: whole.alone,
    // Not of the sum of all seconds: rates of units add up.
    rates: whole.rates.map((_, row) => sum(units.map(({ rates }) => rates[row]!))),
    rate: sum(units.map(({ rate }) => rate)),
    sampleRate: sum(units.map((unit) => unit.sampleRate)) / units.length,
  };
  return { names, scopes: [scope, ...units] };
}

function judgeAlone(
  sides: Pair<JudgedRun>,
  sliceSeconds: Seconds,
): Omit<JudgedScope, 'units' | 'hasControls' | 'table'> {
  const options = { sliceSeconds, fewestSamples: FEWEST_SAMPLES };
  const alone = standOutOf(sides, { ...options, how: 'equalLoad' });
  const perSecond = standOutOf(sides, { ...options, how: 'perSecond' });
  const samples = sides.map(samplesOf) as unknown as Pair<Float64Array>;
  const wholes = sides.map(wholeOf) as unknown as Pair;
  const [before, after] = sides.map(({ seconds }) => sum(seconds)) as [Seconds, Seconds];
  const total = Math.log(wholes[1] / after) - Math.log(wholes[0] / before);
  const { quantum } = sides[1];
  const sampleRate = after > 0 ? quantum / after : 0;
  return {
    alone,
    load: perSecond.tested >= FEWEST_FUNCTIONS ? perSecond.typical : total,
    ...{ samples, wholes, quantum, sampleRate },
    rates: samples[1].map((count) => count * sampleRate),
    rate: wholes[1] * sampleRate,
  };
}

/** Of all units together. */
function rowsToTest(sides: readonly Pair<JudgedRun>[]): readonly number[] {
  const samples = sides.flatMap((pair) => pair.map(samplesOf));
  const count = samples[0]?.length ?? 0;
  return Array.from({ length: count }, (_, row) => row).filter(
    (row) => samples.reduce((all, of) => all + of[row]!, 0) >= FEWEST_SAMPLES,
  );
}

function onlyRows(run: JudgedRun, rows: readonly number[]): JudgedRun {
  return { ...run, totals: rows.map((row) => run.totals[row]!) };
}

function samplesOf({ totals, quantum }: JudgedRun): Float64Array {
  return Float64Array.from(totals, (values) => sum(values) / quantum);
}

function wholeOf({ wholes, quantum }: JudgedRun): number {
  return sum(wholes) / quantum;
}

/** Slice by slice. A unit that has fewer of them has them spread over those of the shortest run. */
function addUp(runs: readonly JudgedRun[]): JudgedRun {
  const given = runs.filter(({ wholes }) => wholes.length > 0);
  const count = Math.min(...given.map(({ wholes }) => wholes.length), Infinity);
  const length = count === Infinity ? 0 : count;
  const added = (of: (run: JudgedRun) => ArrayLike<number>) => {
    const sums = new Float64Array(length);
    for (const run of given) {
      const values = of(run);
      for (let i = 0; i < values.length; i++)
        sums[Math.floor((i * length) / values.length)]! += values[i]!;
    }
    return sums;
  };
  return {
    quantum: runs[0]!.quantum,
    wholes: [...added(({ wholes }) => wholes)],
    seconds: [...added(({ seconds }) => seconds)],
    totals: runs[0]!.totals.map((_, row) => added(({ totals }) => totals[row]!)),
  };
}

function sum(values: ArrayLike<number>): number {
  let all = 0;
  for (let i = 0; i < values.length; i++) all += values[i]!;
  return all;
}
