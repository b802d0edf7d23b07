import type { FlameFit } from '#pages';

export interface PanelRoom {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly showToolbar: boolean;
  /** The viewer has asked for the controls that have no row. */
  readonly open: boolean;
  readonly hasStrip: boolean;
}

export type HeadRoom = 'names' | 'totals' | 'labels';

export interface PanelFit {
  readonly fit: FlameFit;
  /** The controls have no row: a button opens them. */
  readonly folded: boolean;
  /** Room for the answer in words above the picture. */
  readonly answer: boolean;
  /** Room for the metrics over time. */
  readonly strip: boolean;
  /** How much the head says: which side is which; their totals; the labels of each. */
  readonly head: HeadRoom;
}

/** From 200 px up something can be read of the picture; every line above it has its price. */
export function fitOf(room: PanelRoom): PanelFit {
  const { widthPx, heightPx, showToolbar, open, hasStrip } = room;
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

function headOf(widthPx: number): HeadRoom {
  if (widthPx >= 900) return 'labels';
  return widthPx >= 480 ? 'totals' : 'names';
}

function controlsOf(of: { row: boolean; showToolbar: boolean; open: boolean }) {
  if (!of.showToolbar) return 'none';
  if (of.row) return 'row';
  return of.open ? 'over' : 'none';
}
