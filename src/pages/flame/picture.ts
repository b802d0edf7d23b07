import { isUnclaimed } from '#comparison';
import { magnitudeOf, type CallTree, type TopTable } from '#profile';
import {
  buildWidths,
  categoriesOf,
  colourByCategory,
  colourByChange,
  colourBySelf,
  comparedWidths,
  selfOfFrames,
  type Categories,
  type VerdictOf,
} from '#ui';
import type { DisplayState } from '../state/view/view-state';

/** What the widths of the frames stand for. */
export function widthsOf(tree: CallTree, measure: DisplayState['width']): Float64Array {
  return tree.columns.length > 1 ? comparedWidths(tree, measure) : buildWidths(tree, tree.columns);
}

/** Of rows of `frames`, from those of the table's rows. */
export function verdictOfFrames(
  { rowOfFrame }: TopTable,
  verdictOf: VerdictOf | undefined,
): VerdictOf | undefined {
  return verdictOf && ((frame) => verdictOf(frame < 0 ? frame : rowOfFrame[frame]!));
}

/** How the display colours, and which shape of the tree that is of. */
export type Colours = Pick<
  DisplayState,
  'colour' | 'noise' | 'by' | 'rolledUp' | 'own' | 'inverted' | 'pivot'
>;

/** Of a comparison by change, grey where that is noise, or not judged yet, and noise is hidden; else as is chosen. */
export function coloursOf(tree: CallTree, how: Colours, verdictOfFrame: VerdictOf | undefined) {
  const judge = how.noise === 'hidden' ? verdictOfFrame : undefined;
  if (tree.columns.length > 1)
    return colourByChange(tree, judge && ((node) => isUnclaimed(judge(tree.frame[node]!))));
  const categories = categoriesBy(tree, how);
  if (categories) return colourByCategory(tree, categories);
  return colourBySelf(tree, {
    self: selfOfFrames(tree, isUpsideDown(how)),
    whole: magnitudeOf(tree.columns[0]!),
  });
}

/** Why frames of a comparison are grey that changed; undefined: none are. */
export function greyOf(of: {
  readonly verdictOf?: VerdictOf | undefined;
  readonly display: Pick<DisplayState, 'noise'>;
  readonly judging?: boolean | undefined;
}): string | undefined {
  if (!of.verdictOf || of.display.noise !== 'hidden') return undefined;
  return of.judging ? 'being judged' : 'within noise';
}

/** What frames are coloured by, where that has names: not by self. A rolled-up graph has colours of what it is rolled up by. */
export function categoriesBy(
  { frames }: Pick<CallTree, 'frames'>,
  { colour, by, rolledUp, own }: Pick<Colours, 'colour' | 'by' | 'rolledUp' | 'own'>,
): (Categories & { readonly by: 'package' | 'file' | 'binary' }) | undefined {
  if (colour === 'self') return undefined;
  const isRolledUp = rolledUp && by !== 'function';
  const key = isRolledUp ? by : colour;
  return { ...categoriesOf(frames, { by: key, rolledUp: isRolledUp, own }), by: key };
}

/** Leaves first, or callers alone: a function's own value is at the root's end. */
export function isUpsideDown({ inverted, pivot }: Pick<Colours, 'inverted' | 'pivot'>): boolean {
  return inverted !== (pivot?.of === 'callers');
}
