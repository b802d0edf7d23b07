import {
  benjaminiHochberg,
  detectableAmong,
  minusSiblings,
  minutesToTest,
  standOut,
  type MinusSiblings,
  type StandOut,
} from '#statistics';
import type { Seconds, TimeRange } from '#series';
import type { Pair } from '../comparison-row';
import { levelRow, testLevels } from './level-rows';
import type { SliceKind } from './slice-kind';
import { cutRun, valuesOf, wholesOf, type SlicedRun, type SlicedTable } from './sliced-table';
import { isFlagged, type RowVerdict, type SelfCheck, type Verdicts } from './verdict';

/** How the values of the slices came about. */
export interface SliceFacts extends SliceKind {
  /** A run each, of which each slice covers so many. */
  readonly seconds: readonly (readonly Seconds[])[];
  /** Of the values, as they are said to people: `rateUnit`. */
  readonly unit?: string;
  /** When each slice was, a run each; absent: not known. */
  readonly ranges?: readonly (readonly TimeRange[])[];
  /** From the start of one slice to the start of the next. */
  readonly sliceSeconds: Seconds;
  /** Which run is of the time right before the baseline, for the self-check. */
  readonly before?: number | undefined;
  /** Which runs are of siblings in the same two windows, a pair each: what they did is taken from each change. Of counts alone. */
  readonly controls?: readonly Pair<number>[] | undefined;
  /** Where one profile a side is all there is (`judgeRows`): shares are compared, and not what there is of it a second. */
  readonly asShares?: boolean | undefined;
  /** There, too: what the values that are shown were divided by. Absent: the seconds of the slices. */
  readonly exposures?: Pair | undefined;
}

/**
 * Which rows changed more than noise explains, from the slices of both sides; the first two of `table.runs` are the baseline's and the
 * comparison's, the facts say what others are. Of values below 0, of which there can be no samples, 0 is taken.
 * RangeError when there are fewer than two runs.
 */
export function judgeSlices(table: SlicedTable, facts: SliceFacts): Verdicts {
  const [baseline, comparison] = table.runs;
  if (!baseline || !comparison) throw new RangeError(`runs: expected 2, got ${table.runs.length}`);
  const isCounts = facts.kind === 'counts';
  const quantum = facts.quantum || (isCounts ? table.quantum || 1 : 0);
  const runs = table.runs.map((run, k): Run => ({
    ...run,
    seconds: facts.seconds[k]!,
    quantum,
    step: facts.sliceSeconds,
    isRate: facts.isRate,
  }));
  const sides: Pair<Run> = [runs[0]!, runs[1]!];
  const siblings = (facts.controls ?? []).map(([a, b]): Pair<Run> => [
    inOwnSteps(runs[a]!),
    inOwnSteps(runs[b]!),
  ]);
  const { rows, tested, flagged, ...more } = isCounts
    ? judgeCounts(sides, siblings)
    : judgeLevels(sides);
  const check = isCounts ? atEqualLoad : judgeLevels;
  return {
    method: isCounts ? 'equalLoad' : 'level',
    names: table.names,
    rows,
    values: [ratesOf(sides[0]), ratesOf(sides[1])],
    slices: [baseline.wholes.length, comparison.wholes.length],
    quantum,
    tested,
    flagged,
    ...more,
    total: totalVerdict(sides),
    controls: isCounts ? siblings.length : 0,
    selfChecks: selfChecks(sides, runs[facts.before ?? -1]).flatMap(([of, pair]): SelfCheck[] => {
      const { tested, flagged } = check(pair);
      return tested === 0 ? [] : [{ of, tested, flagged }];
    }),
  };
}

/** Of a sibling: its slices may be longer. */
function inOwnSteps(run: Run): Run {
  return { ...run, step: sum(run.seconds) / run.seconds.length || run.step };
}

interface Run extends SlicedRun {
  readonly seconds: readonly Seconds[];
  readonly quantum: number;
  readonly step: Seconds;
  readonly isRate: boolean;
}

type Judged = Pick<
  Verdicts,
  'rows' | 'tested' | 'flagged' | 'typical' | 'drift' | 'wander' | 'load'
>;

function judgeCounts(sides: Pair<Run>, siblings: readonly Pair<Run>[]): Judged {
  const [baseline, comparison] = sides;
  const alone = atEqualLoad(sides);
  const judged = siblings.length > 0 ? minusSiblings(alone, siblings.map(atEqualLoad)) : alone;
  const { typical: load } = standOut(
    countsOf(sides),
    [baseline.seconds, comparison.seconds],
    'perSecond',
    baseline.step,
  );
  const minutes = Math.min(sum(baseline.seconds), sum(comparison.seconds)) / 60;
  const detectable = detectableAmong(judged.tested);
  return {
    rows: judged.rows.map((test) => rowOfTest(test, detectable, minutes)),
    tested: judged.tested,
    flagged: judged.flagged,
    typical: judged.typical,
    drift: judged.drift,
    wander: alone.wander,
    load: Math.expm1(load),
  };
}

function atEqualLoad(sides: Pair<Run>): StandOut {
  const [baseline, comparison] = sides;
  const wholes = [
    inQuanta(baseline, baseline.wholes),
    inQuanta(comparison, comparison.wholes),
  ] as const;
  return standOut(countsOf(sides), wholes, 'equalLoad', baseline.step);
}

function countsOf([baseline, comparison]: Pair<Run>) {
  return baseline.totals.map(
    (values, row) =>
      [inQuanta(baseline, values), inQuanta(comparison, comparison.totals[row]!)] as const,
  );
}

function inQuanta({ quantum }: Run, values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values, (value) => Math.max(0, value) / quantum);
}

function rowOfTest(
  test: MinusSiblings['rows'][number],
  { smallestChange, minutesFor }: ReturnType<typeof detectableAmong>,
  minutes: number,
): RowVerdict {
  const { verdict, q, relative, interval, samples, phi } = test;
  return {
    verdict,
    samples,
    ...(q !== undefined && { q }),
    ...(relative && samples[0] > 0 && { relative }),
    ...(interval && { logInterval: interval }),
    ...(phi !== undefined && { dispersion: phi }),
    ...defined('smallest', smallestChange(test)),
    ...defined('minutesForTenth', minutesFor(test, minutes)),
    ...(verdict === 'too few samples' && defined('minutesToTest', minutesToTest(samples, minutes))),
  };
}

/** Rows of less than two quanta on both sides are not tested: that much comes and goes. */
function judgeLevels(sides: Pair<Run>): Judged {
  const [baseline, comparison] = sides;
  const compared = ratesOf(comparison);
  const least = baseline.isRate ? 0 : 2 * baseline.quantum;
  const tests = ratesOf(baseline).map((values, row) =>
    testLevels(values, compared[row]!, baseline),
  );
  const isTested = tests.map(
    ({ p, means }) => p !== undefined && Math.max(...means!) >= least && Math.max(...means!) > 0,
  );
  const qs = benjaminiHochberg(tests.filter((_, row) => isTested[row]).map(({ p }) => p!));
  let next = 0;
  const rows = tests.map((test, row): RowVerdict =>
    levelRow(test, isTested[row] ? qs[next++] : undefined),
  );
  return {
    rows,
    tested: qs.length,
    flagged: rows.filter(isFlagged).length,
    typical: 0,
    drift: 1,
    wander: 0,
  };
}

/** Did the whole move: a level in either case, because nothing stands beside it. */
function totalVerdict(sides: Pair<Run>): Verdicts['total'] {
  const [x, y] = sides.map((run) => wholesOf(run, run.seconds, run.isRate));
  const test = testLevels(x!, y!, sides[0]);
  return { ...levelRow(test, test.p), ...(test.means && { means: test.means }) };
}

const ratesOf = (run: Run) => valuesOf(run, run.seconds, run.isRate);

/** Pairs of windows that should not differ. */
function selfChecks(
  [baseline, comparison]: Pair<Run>,
  before: Run | undefined,
): [SelfCheck['of'], Pair<Run>][] {
  return [
    ['halves of the baseline', halvesOf(baseline)],
    ['halves of the comparison', halvesOf(comparison)],
    ...(before
      ? [['the time before the baseline', [before, baseline]] as [SelfCheck['of'], Pair<Run>]]
      : []),
  ];
}

function halvesOf(run: Run): Pair<Run> {
  const middle = Math.floor(run.wholes.length / 2);
  const cut = (from: number, to: number): Run => ({
    ...run,
    ...cutRun(run, from, to),
    seconds: run.seconds.slice(from, to),
  });
  return [cut(0, middle), cut(middle, run.wholes.length)];
}

function defined<K extends string>(key: K, value: number | undefined) {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: number });
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
