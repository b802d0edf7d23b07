import type { CallTree, FrameFilter } from '#profile';
import { judgeSlices, type SliceFacts } from './judge-slices';
import { movedSubtrees, type Moved } from './moved-subtrees';
import { buildSlicedTable } from './sliced-table';
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

/** RangeError when there are fewer than two runs. */
export function judgeFunctions({ tree, runs, filters, facts }: FunctionsQuestion): Judgement {
  const table = buildSlicedTable(runs, { filters, by: 'function' });
  const verdicts = judgeSlices(table, facts);
  return {
    ...verdicts,
    moved: movedSubtrees(tree, verdicts),
    stepsWithin: stepsWithin({ trees: [runs[0]!, runs[1]!], table, filters, facts, verdicts }),
  };
}
