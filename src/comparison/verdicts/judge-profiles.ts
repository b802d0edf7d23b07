import { samplingTests } from '#statistics';
import type { Seconds } from '#series';
import type { Pair } from '../comparison-row';
import type { SlicedRun, SlicedTable } from './sliced-table';
import { isFlagged, type RowVerdict, type Verdicts } from './verdict';

interface ProfileFacts {
  /** As `SliceKind` has it. */
  readonly quantum: number;
  /** What each side is divided by; absent: shares are compared. */
  readonly seconds?: Pair<Seconds>;
}

/**
 * Which rows changed by more than sampling explains, where one profile a side is all there is: for values that are counts. How a function varies
 * from time to time is not known, so no row is real, and nothing is said of the whole. RangeError when there are fewer than two runs.
 */
export function judgeProfiles(table: SlicedTable, { quantum, seconds }: ProfileFacts): Verdicts {
  const [baseline, comparison] = table.runs;
  if (!baseline || !comparison) throw new RangeError(`runs: expected 2, got ${table.runs.length}`);
  const size = quantum || table.quantum || 1;
  const count = (values: ArrayLike<number>) => Math.max(0, sum(values)) / size;
  const counts = table.names.map((_, row): Pair => [
    count(baseline.totals[row]!),
    count(comparison.totals[row]!),
  ]);
  const wholes: Pair = [count(baseline.wholes), count(comparison.wholes)];
  const tests = samplingTests(counts, seconds ?? wholes, seconds ? 'perSecond' : 'share');
  const rows = tests.map(({ verdict, samples, q, relative, interval }): RowVerdict => ({
    verdict,
    samples,
    bySampling: true,
    ...(q !== undefined && { q }),
    ...(relative && samples[0] > 0 && { relative }),
    ...(interval && { logInterval: interval }),
  }));
  const valuesOf = ({ totals }: SlicedRun) => totals;
  return {
    method: 'sampling',
    names: table.names,
    rows,
    values: [valuesOf(baseline), valuesOf(comparison)],
    slices: [baseline.wholes.length, comparison.wholes.length],
    quantum: size,
    tested: rows.filter(({ q }) => q !== undefined).length,
    flagged: rows.filter(isFlagged).length,
    ...{ typical: 0, drift: 1, wander: 0, controls: 0, selfChecks: [] },
    total: { verdict: 'too few slices' },
  };
}

function sum(values: ArrayLike<number>): number {
  let all = 0;
  for (let i = 0; i < values.length; i++) all += values[i]!;
  return all;
}
