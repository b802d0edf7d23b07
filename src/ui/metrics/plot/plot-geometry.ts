/** Left of every plot, for the value labels: one gutter, so that plots of one width have one time scale. */
export const GUTTER_PX = 58;
/** Right of every plot: half a time label. */
export const RIGHT_PX = 18;
/** Between title and plot of the first chart, for what happened. */
export const MARK_LANE_PX = 18;
export const TIME_LABELS_PX = 20;
const TOP_PX = 5;
const BOTTOM_PX = 4;
export const PLOT_PADDING: [number, number, number, number] = [TOP_PX, RIGHT_PX, BOTTOM_PX, 0];

/** Where time is drawn, without gutter and margin. */
export function plotWidth(chartWidthPx: number): number {
  return Math.max(0, chartWidthPx - GUTTER_PX - RIGHT_PX);
}
