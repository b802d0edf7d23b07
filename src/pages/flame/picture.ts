import { isNoise } from '#comparison';
import type { CallTree, TopTable } from '#profile';
import {
  buildWidths,
  colourByBinary,
  colourByChange,
  colourByPackage,
  comparedWidths,
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

/** Of a comparison by change, grey where that is noise and noise is hidden; else as is chosen. */
export function coloursOf(
  tree: CallTree,
  { colour, noise }: Pick<DisplayState, 'colour' | 'noise'>,
  verdictOfFrame: VerdictOf | undefined,
) {
  const judge = noise === 'hidden' ? verdictOfFrame : undefined;
  if (tree.columns.length > 1)
    return colourByChange(tree, judge && ((frame) => isNoise(judge(frame))));
  return colour === 'binary' ? colourByBinary(tree) : colourByPackage(tree);
}
