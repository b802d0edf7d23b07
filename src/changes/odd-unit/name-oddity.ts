import { findMovedSubtree } from '#comparison';
import { ownCodeOf, type CallTree } from '#profile';
import { sumColumns } from '../functions/scope-tree';

/** A subtree that one unit has more or less of than the others, called after one of its functions. */
export interface Oddity {
  readonly name: string;
  readonly direction: 'up' | 'down';
  /** What calls it, of the program's own code. */
  readonly under?: string | undefined;
}

/** `findMovedSubtree` with all other units as the baseline, at equal load. `wholes` are of each column of the tree. */
export function nameOddity(of: {
  readonly tree: CallTree;
  readonly wholes: readonly number[];
  readonly unit: number;
  /** Log ratio of what the typical function's share is beside the others'. */
  readonly typical: number;
  /** Functions that are odd in this direction. */
  readonly moved: ReadonlySet<string>;
  readonly direction: 1 | -1;
}): Oddity | undefined {
  const { tree, wholes, unit, typical, moved, direction } = of;
  const others = tree.columns.filter((_, u) => u !== unit);
  const rest = wholes.reduce((sum, whole, u) => (u === unit ? sum : sum + whole), 0);
  const found = findMovedSubtree({
    ...{ moved, direction },
    tree: { ...tree, columns: [sumColumns(others), tree.columns[unit]!] },
    weights: [Math.exp(typical) / (rest || 1), 1 / (wholes[unit] || 1)],
    isOwn: ownCodeOf(tree.frames),
  });
  return (
    found && { name: found.name, under: found.under, direction: direction > 0 ? 'up' : 'down' }
  );
}
