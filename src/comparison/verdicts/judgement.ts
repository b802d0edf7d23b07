import type { CallTree, FrameFilter } from '#profile';
import { judgeProfiles } from './judge-profiles';
import type { Pair } from '../comparison-row';
import { judgeSlices, type SliceFacts } from './judge-slices';
import { movedSubtrees, type Moved } from './moved-subtrees';
import { buildSlicedTable, valuesOf, type SlicedTable } from './sliced-table';
import { stepsWithin, type StepWithin } from './steps-within';
import type { Verdicts } from './verdict';

/** Verdicts on the rows of a table, and, by function, what an answer says of them. */
export interface Judgement extends Verdicts {
  readonly moved: Moved;
  /** At most one a side. */
  readonly stepsWithin: readonly StepWithin[];
}

interface FunctionsQuestion {
  /** Both sides, callers above callees, after the filters. */
  readonly tree: CallTree;
  /** Slices as `judgeSlices` takes their table. */
  readonly runs: readonly (readonly CallTree[])[];
  readonly filters: readonly FrameFilter[];
  readonly facts: SliceFacts;
}

/**
 * `judgeSlices`, or, of counts with one slice on a side, what `judgeProfiles` tells of their sums. RangeError when there are fewer than two
 * runs.
 */
export function judgeRows(table: SlicedTable, facts: SliceFacts): Verdicts {
  const { kind, quantum, seconds, isRate, asShares, exposures } = facts;
  const [baseline, comparison] = table.runs;
  const isOne = table.runs.slice(0, 2).some(({ wholes }) => wholes.length < 2);
  if (kind === 'levels' || !isOne || !baseline || !comparison) return judgeSlices(table, facts);
  const [before, after] = seconds as readonly [readonly number[], readonly number[]];
  // Profiles that do not say how long they took are compared as they are.
  const isTimed = sum(before) > 0 && sum(after) > 0;
  const known: Pair = isTimed ? [sum(before), sum(after)] : [before.length, after.length];
  return {
    ...judgeProfiles(table, { quantum, ...(!asShares && { seconds: exposures ?? known }) }),
    values: [valuesOf(baseline, before, isRate), valuesOf(comparison, after, isRate)],
  };
}

/** RangeError when there are fewer than two runs. */
export function judgeFunctions({ tree, runs, filters, facts }: FunctionsQuestion): Judgement {
  const table = buildSlicedTable(runs, { filters, by: 'function' });
  const verdicts = judgeRows(table, facts);
  return {
    ...verdicts,
    moved: movedSubtrees(tree, verdicts),
    stepsWithin: stepsWithin({ trees: [runs[0]!, runs[1]!], table, filters, facts, verdicts }),
  };
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
