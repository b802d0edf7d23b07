import {
  judgeSlices,
  movedSubtrees,
  type Moved,
  type JudgedRun,
  type Pair,
  type SliceFacts,
  type SlicedTable,
  type Verdicts,
} from '#comparison';
import type { CallTree } from '#profile';
import { unitTree } from './scope-tree';

/** Of one unit. */
export interface LevelVerdicts extends Verdicts {
  readonly moved: Moved;
}

/** Of units whose functions are states or waits: judged when they are asked for, which is where the total moved. */
export function levelVerdicts(
  tree: CallTree,
  { names, quantum }: SlicedTable,
  sides: readonly Pair<JudgedRun>[],
  facts: Omit<SliceFacts, 'seconds'>,
): (unit: number) => LevelVerdicts {
  const known = new Map<number, LevelVerdicts>();
  return (unit) => {
    const runs = sides[unit]!;
    const seconds = runs.map((run) => run.seconds);
    const judged = known.get(unit) ?? judge();
    known.set(unit, judged);
    return judged;

    function judge(): LevelVerdicts {
      const verdicts = judgeSlices({ names, quantum, runs }, { ...facts, seconds });
      return { ...verdicts, moved: movedSubtrees(unitTree(tree, unit), verdicts) };
    }
  };
}
