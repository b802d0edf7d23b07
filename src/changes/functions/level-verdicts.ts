import {
  findMovedSubtree,
  judgeSlices,
  movedSubtrees,
  type Moved,
  type SliceFacts,
  type Verdicts,
} from '#comparison';
import { ownCodeOf, type CallTree } from '#profile';
import { unitTree } from './scope-tree';
import { rowsOf, type UnitedSlices } from './unite-slices';

/** Of one unit. */
export interface LevelVerdicts extends Verdicts {
  readonly moved: Moved;
  /** What most of a growth is in, whether or not each function's own change is told apart from noise: of a total that is known to grow. */
  readonly growing: string | undefined;
}

/** Of the total's growth. */
const MOST = 0.4;

/** Of units whose functions are states or waits: judged when they are asked for, which is where the total moved. */
export function levelVerdicts(
  { tree, names, runs, quantum }: UnitedSlices,
  seconds: readonly SliceFacts['seconds'][],
  facts: Omit<SliceFacts, 'seconds'>,
): (unit: number) => LevelVerdicts {
  const known = new Map<number, LevelVerdicts>();
  const rows = names.map((_, row) => row);
  const judge = (unit: number): LevelVerdicts => {
    const sides = [2 * unit, 2 * unit + 1].map((run) => rowsOf(runs[run]!, rows));
    const verdicts = judgeSlices(
      { names, quantum, runs: sides },
      { ...facts, seconds: seconds[unit]! },
    );
    const own = unitTree(tree, unit);
    return {
      ...verdicts,
      moved: movedSubtrees(own, verdicts),
      growing: growingIn(own, verdicts),
    };
  };
  return (unit) => {
    const judged = known.get(unit) ?? judge(unit);
    known.set(unit, judged);
    return judged;
  };
}

function growingIn(tree: CallTree, { names, values, total: { means } }: Verdicts) {
  if (!means) return undefined;
  const growth = means[1] - means[0];
  const [before, after] = values;
  const moved = new Set(
    names.filter((_, row) => meanOf(after[row]!) - meanOf(before[row]!) >= MOST * growth),
  );
  const [baseline, comparison] = values.map((rows) => 1 / Math.max(1, rows[0]?.length ?? 0));
  return findMovedSubtree({
    ...{ tree, moved, direction: 1, isOwn: ownCodeOf(tree.frames) },
    weights: [baseline!, comparison!],
  })?.name;
}

/** Of a function's slices; 0 of none. */
export function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
