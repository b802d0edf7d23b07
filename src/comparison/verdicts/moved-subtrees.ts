import { frameName, magnitudeOf, ownCodeOf, type CallTree } from '#profile';
import type { Pair } from '../comparison-row';
import { divided } from '../normalise';
import { findMovedSubtree, type MovedSubtree } from '../moved-subtree';
import {
  logRatioOf,
  minutesToTell,
  verdictsByName,
  type RowVerdict,
  type Verdicts,
} from './verdict';

/** What an answer names: the subtree with most of the growth that is more than noise, and that of the shrinkage. */
export interface Moved {
  readonly grew?: MovedOne;
  readonly shrank?: MovedOne;
  /** Where nothing is more than noise: the largest of the program's own that may be, with the minutes a side that would tell. */
  readonly unclear?: MovedOne & { readonly minutes: number };
}

export type MovedOne = MovedSubtree & { readonly verdict: RowVerdict };

const GREW: readonly RowVerdict['verdict'][] = ['grew', 'new'];
const SHRANK: readonly RowVerdict['verdict'][] = ['shrank', 'gone'];
/** False discovery rate up to which a change that is not flagged is worth a longer look (docs/statistics.md). */
const UNCLEAR = 0.2;

/** `tree` has both sides, callers above callees; the verdicts are of its functions. */
export function movedSubtrees(tree: CallTree, verdicts: Verdicts): Moved {
  const isOwn = ownCodeOf(tree.frames);
  const weights = weightsOf(tree, verdicts);
  const rowOf = verdictsByName(verdicts);
  const find = (isWanted: (row: RowVerdict) => boolean, direction: 1 | -1) => {
    const moved = new Set(verdicts.names.filter((_, row) => isWanted(verdicts.rows[row]!)));
    const found = findMovedSubtree({ tree, moved, direction, weights, isOwn });
    return found && { ...found, verdict: rowOf.get(found.name)! };
  };
  const grew = find(({ verdict }) => GREW.includes(verdict), 1);
  const shrank = find(({ verdict }) => SHRANK.includes(verdict), -1);
  const isNone = verdicts.flagged === 0;
  const isOwnName = (name: string) =>
    tree.frames.functionName.some((_, row) => isOwn(row) && frameName(tree.frames, row) === name);
  const found = isNone ? largestUnclear(find, weights) : undefined;
  // Leaves of the runtime come and go in every profile.
  const unclear = found && isOwnName(found.name) ? found : undefined;
  return { ...(grew && { grew }), ...(shrank && { shrank }), ...(unclear && { unclear }) };
}

type Find = (isWanted: (row: RowVerdict) => boolean, direction: 1 | -1) => MovedOne | undefined;

/** Of counts alone: how long would tell is known of them. */
function largestUnclear(find: Find, weights: Pair): Moved['unclear'] {
  const candidates = ([1, -1] as const).flatMap((direction) => {
    const found = find(
      ({ q = 1, logInterval }) =>
        q <= UNCLEAR && logInterval !== undefined && logRatioOf(logInterval) * direction > 0,
      direction,
    );
    const minutes = found && minutesToTell(found.verdict);
    return found && minutes !== undefined ? [{ ...found, minutes }] : [];
  });
  const sizeOf = ({ totals: [a, b] }: MovedSubtree) => Math.abs(b * weights[1] - a * weights[0]);
  return candidates.sort((a, b) => sizeOf(b) - sizeOf(a))[0];
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
