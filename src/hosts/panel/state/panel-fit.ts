import type { FlameFit } from '#pages';

export interface PanelSize {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly showToolbar: boolean;
  /** The viewer has asked for the controls that have no row. */
  readonly open: boolean;
  readonly hasStrip: boolean;
}

export type HeadDetail = 'names' | 'totals' | 'labels';

export interface PanelFit {
  readonly fit: FlameFit;
  /** The controls have no row: a button opens them. */
  readonly folded: boolean;
  /** The answer is shown above the flame graph. */
  readonly answer: boolean;
  /** The metrics over time are shown. */
  readonly strip: boolean;
  /** How much the head says: which side is which; their totals; the labels of each. */
  readonly head: HeadDetail;
}

/** A flame graph can be read from 200 px of height; every line above it costs some. */
export function fitOf(size: PanelSize): PanelFit {
  const { widthPx, heightPx, showToolbar, open, hasStrip } = size;
  const row = widthPx >= 960 && heightPx >= 300;
  const strip = hasStrip && heightPx >= 360;
  return {
    fit: { widthPx, controls: controlsOf({ row, showToolbar, open }), tiny: heightPx < 280 },
    folded: showToolbar && !row,
    answer: heightPx >= (strip ? 560 : 420),
    strip,
    head: headOf(widthPx),
  };
}

function headOf(widthPx: number): HeadDetail {
  if (widthPx >= 900) return 'labels';
  return widthPx >= 480 ? 'totals' : 'names';
}

function controlsOf(of: { row: boolean; showToolbar: boolean; open: boolean }) {
  if (!of.showToolbar) return 'none';
  if (of.row) return 'row';
  return of.open ? 'over' : 'none';
}
