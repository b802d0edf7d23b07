import { clampRange, type Milliseconds, type TimeRange } from '#series';

/** A range of time laid out over `widthPx` pixels, from left to right. */
export interface TimeScale {
  readonly range: TimeRange;
  readonly widthPx: number;
}

export function xOf({ range, widthPx }: TimeScale, time: Milliseconds): number {
  const span = range.end - range.start;
  return span === 0 ? 0 : ((time - range.start) / span) * widthPx;
}

/** Clamped to the range, in whole ms. */
export function timeAt({ range, widthPx }: TimeScale, x: number): Milliseconds {
  const fraction = widthPx === 0 ? 0 : Math.min(Math.max(x / widthPx, 0), 1);
  return Math.round(range.start + fraction * (range.end - range.start));
}

/** Left and width of the part of `range` that the scale shows; undefined when it shows none. */
export function boxOf(
  scale: TimeScale,
  range: TimeRange,
): { readonly left: number; readonly width: number } | undefined {
  if (range.end < scale.range.start || range.start > scale.range.end) return undefined;
  const shown = clampRange(range, scale.range);
  const left = xOf(scale, shown.start);
  return { left, width: xOf(scale, shown.end) - left };
}

/** Left of every plot, for the value labels, as long as `−12.5 hours/s`: one gutter, so that plots of one width have one time scale. */
export const GUTTER_PX = 84;
/** Right of every plot: half a time label, `11:00:00`. */
export const RIGHT_PX = 28;
/** Between title and plot of the first chart, for what happened. */
export const ANNOTATION_LANE_PX = 18;
export const TIME_LABELS_PX = 20;
const TOP_PX = 5;
const BOTTOM_PX = 4;
export const PLOT_PADDING: [number, number, number, number] = [TOP_PX, RIGHT_PX, BOTTOM_PX, 0];

/** Where time is drawn, without gutter and margin. */
export function plotWidth(chartWidthPx: number): number {
  return Math.max(0, chartWidthPx - GUTTER_PX - RIGHT_PX);
}
