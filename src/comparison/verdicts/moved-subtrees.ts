import { magnitudeOf, ownCodeOf, type CallTree } from '#profile';
import type { Pair } from '../comparison-row';
import { divided } from '../normalise';
import { findMovedSubtree, type MovedSubtree } from '../moved-subtree';
import { verdictsByName, type RowVerdict, type Verdict, type Verdicts } from './verdict';

/** What an answer names: the subtree with most of the growth that is more than noise, and that of the shrinkage. */
export interface Moved {
  readonly grew?: MovedSubtree & { readonly verdict: RowVerdict };
  readonly shrank?: MovedSubtree & { readonly verdict: RowVerdict };
}

const GREW: readonly Verdict[] = ['grew', 'new'];
const SHRANK: readonly Verdict[] = ['shrank', 'gone'];

/** `tree` has both sides, callers above callees; the verdicts are of its functions. */
export function movedSubtrees(tree: CallTree, verdicts: Verdicts): Moved {
  const isOwn = ownCodeOf(tree.frames);
  const weights = weightsOf(tree, verdicts);
  const rowOf = verdictsByName(verdicts);
  const find = (wanted: readonly Verdict[], direction: 1 | -1) => {
    const moved = new Set(
      verdicts.names.filter((_, row) => wanted.includes(verdicts.rows[row]!.verdict)),
    );
    const found = findMovedSubtree({ tree, moved, direction, weights, isOwn });
    return found && { ...found, verdict: rowOf.get(found.name)! };
  };
  const grew = find(GREW, 1);
  const shrank = find(SHRANK, -1);
  return { ...(grew && { grew }), ...(shrank && { shrank }) };
}

/**
 * Counts: shares, the baseline's times what the typical function did. Levels: as the slices have them on average, because the sum of a longer window
 * is larger. Else as they are.
 */
function weightsOf({ columns }: CallTree, { method, typical, total }: Verdicts): Pair {
  const [baseline, comparison] = columns.map(magnitudeOf);
  const scaledTo = ([a, b]: Pair): Pair => [divided(a, baseline!), divided(b, comparison!)];
  if (method === 'equalLoad') return scaledTo([Math.exp(typical), 1]);
  return total.means ? scaledTo(total.means) : [1, 1];
}
