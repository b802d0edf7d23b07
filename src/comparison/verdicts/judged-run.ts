import { standOut, type StandOut } from '#statistics';
import type { Seconds } from '#series';
import type { Pair } from '../comparison-row';
import type { SlicedRun } from './sliced-table';

/** Slices of one side with what their values are held against. */
export interface JudgedRun extends SlicedRun {
  /** That each slice covers. */
  readonly seconds: readonly Seconds[];
  /** The value of one sample. */
  readonly quantum: number;
}

export interface StandOutOptions {
  readonly how: 'equalLoad' | 'perSecond';
  /** From the start of one slice to the start of the next. */
  readonly sliceSeconds: Seconds;
  /** Of `standOut`. */
  readonly fewestSamples?: number;
}

/** `standOut` of two runs of one table, in samples. Of values below 0, of which there can be no samples, 0 is taken. */
export function standOutOf(
  [baseline, comparison]: Pair<JudgedRun>,
  { how, sliceSeconds, fewestSamples }: StandOutOptions,
): StandOut {
  const counts = baseline.totals.map(
    (values, row) =>
      [inQuanta(baseline, values), inQuanta(comparison, comparison.totals[row]!)] as const,
  );
  const exposures =
    how === 'perSecond'
      ? ([baseline.seconds, comparison.seconds] as const)
      : ([inQuanta(baseline, baseline.wholes), inQuanta(comparison, comparison.wholes)] as const);
  return standOut(counts, exposures, how, sliceSeconds, fewestSamples);
}

function inQuanta({ quantum }: JudgedRun, values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values, (value) => Math.max(0, value) / quantum);
}
