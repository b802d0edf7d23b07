import type { DisplayState } from '../state/view/view-state';

/**
 * How a flame section lives in a room whose size is somebody else's: it is as tall as the room, and what is taller scrolls inside.
 * Without a fit it is as tall as its content, as on a page.
 */
export interface FlameFit {
  readonly widthPx: number;
  /** In a row above the picture, laid over it (a small room has no row to spare), or not at all. */
  readonly controls: 'row' | 'over' | 'none';
  /** Nothing but the picture: no legend, and the focus is named only when there is one. */
  readonly tiny: boolean;
}

/** Narrower rooms have no column for the details beside one pane, or two. */
const BESIDE_ONE_PX = 900;
const BESIDE_BOTH_PX = 1400;

export function hasDetailsColumn(
  fit: FlameFit | undefined,
  layout: DisplayState['layout'],
): boolean {
  return fit === undefined || fit.widthPx >= (layout === 'both' ? BESIDE_BOTH_PX : BESIDE_ONE_PX);
}
