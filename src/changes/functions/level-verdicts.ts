import {
  judgeSlices,
  movedSubtrees,
  type Moved,
  type SliceFacts,
  type Verdicts,
} from '#comparison';
import { unitTree } from './scope-tree';
import { rowsOf, type UnitedSlices } from './unite-slices';

/** Of one unit. */
export interface LevelVerdicts extends Verdicts {
  readonly moved: Moved;
}

/** Of units whose functions are states or waits: judged when they are asked for, which is where the total moved. */
export function levelVerdicts(
  { tree, names, runs, quantum }: UnitedSlices,
  seconds: readonly SliceFacts['seconds'][],
  facts: Omit<SliceFacts, 'seconds'>,
): (unit: number) => LevelVerdicts {
  const known = new Map<number, LevelVerdicts>();
  const rows = names.map((_, row) => row);
  const judge = (unit: number): LevelVerdicts => {
    const own = [2 * unit, 2 * unit + 1].map((run) => rowsOf(runs[run]!, rows));
    const verdicts = judgeSlices(
      { names, quantum, runs: own },
      { ...facts, seconds: seconds[unit]! },
    );
    return { ...verdicts, moved: movedSubtrees(unitTree(tree, unit), verdicts) };
  };
  return (unit) => {
    const judged = known.get(unit) ?? judge(unit);
    known.set(unit, judged);
    return judged;
  };
}
