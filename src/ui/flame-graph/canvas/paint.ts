import type { Boxes, FoldedBoxes, Narrow, Rows } from './layout';
import { fitFrameLabel, type Measure } from './label';
import type { ChangeSign } from '../colour/colour-scheme';
import { HATCH_INK, HATCH_LINES, HATCH_PX, type FrameMark } from '../colour/palette';

export const ROW_PX = 20;
/** Narrower frames have no label. */
const LABEL_MIN_PX = 35;
/** Narrower frames have no gap at their sides: it would wash them out. */
const GAP_MIN_PX = 2;
/** On each side of a frame, so that neighbours are one pixel apart. */
const GAP_PX = 0.5;
const BAR_PX = ROW_PX - 2 * GAP_PX;
const LABEL_MARGIN_PX = 4;
const STRIP_LINES_PX = 3;

/** How one frame looks. */
export interface Look {
  readonly fill: string;
  readonly ink: string;
  readonly presence: FrameMark | undefined;
  /** '' of neither. */
  readonly sign: ChangeSign;
  readonly dim: boolean;
}

/** How a strip of folded frames looks: as what it stands for, many narrow ones. */
export interface FoldedLook {
  readonly fill: string;
  readonly line: string;
  readonly ink: string;
}

/** Everything that is drawn, in CSS pixels. */
export interface Scene {
  readonly boxes: Boxes;
  readonly rows: Rows;
  readonly narrow: Narrow;
  readonly folded: FoldedBoxes;
  /** As many as there are of `rows`. */
  readonly foldedRows: Rows;
  readonly foldedLook: FoldedLook;
  /** What is written on a strip, from the longest to the shortest text. */
  readonly foldedTextsOf: (box: number) => readonly string[];
  readonly widthPx: number;
  /** Of the visible part. */
  readonly heightPx: number;
  readonly lookOf: (node: number) => Look;
  readonly nameOf: (node: number) => string;
  readonly font: string;
  readonly background: string;
}

/** First and one past the last row that can be seen. */
function visibleRows(scene: Scene, scrollTopPx: number): { first: number; end: number } {
  return {
    first: Math.max(0, Math.floor(scrollTopPx / ROW_PX)),
    end: Math.min(scene.rows.count, Math.ceil((scrollTopPx + scene.heightPx) / ROW_PX)),
  };
}

/** The boxes of the visible rows, row by row from left to right. */
function visibleBoxes(
  { rows }: Pick<Scene, 'rows'>,
  { first, end }: { first: number; end: number },
): Int32Array {
  return first >= end
    ? new Int32Array(0)
    : rows.order.subarray(rows.start[first]!, rows.start[end]!);
}

function labelOf(scene: Scene, box: number, measure: Measure): string {
  const width = scene.boxes.width[box]!;
  if (width < LABEL_MIN_PX) return '';
  const node = scene.boxes.node[box]!;
  const said = { name: scene.nameOf(node), ...scene.lookOf(node) };
  return fitFrameLabel(said, width - 2 * LABEL_MARGIN_PX, measure);
}

/** Draws all visible frames. The context's origin is the top of the visible part, its scale CSS pixels. */
export function paintFrames(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  { scrollTopPx, measure }: { scrollTopPx: number; measure: Measure },
): void {
  const { boxes, widthPx, background } = scene;
  const visible = visibleBoxes(scene, visibleRows(scene, scrollTopPx));
  const hatch = hatches(ctx);
  ctx.fillStyle = background;
  ctx.fillRect(0, 0, widthPx, heightOf(ctx));
  ctx.save();
  ctx.translate(0, 0.5 - scrollTopPx);
  // Most of the time goes into rectangles: one for each frame, none over another, and a colour only when it is another one.
  let colour = '';
  for (const box of visible) {
    const { fill, presence } = scene.lookOf(boxes.node[box]!);
    const gap = boxes.width[box]! < GAP_MIN_PX ? 0 : GAP_PX;
    const [x, width] = [boxes.x[box]! + gap, boxes.width[box]! - 2 * gap];
    const y = boxes.row[box]! * ROW_PX + GAP_PX;
    if (fill !== colour) ctx.fillStyle = colour = fill;
    ctx.fillRect(x, y, width, BAR_PX);
    if (!presence) continue;
    hatch(presence, [x, y, width, BAR_PX]);
    colour = '';
  }
  const strips = visibleBoxes({ rows: scene.foldedRows }, visibleRows(scene, scrollTopPx));
  paintStrips(ctx, scene, strips);
  paintLabels(ctx, scene, { visible, measure });
  paintStripTexts(ctx, scene, { strips, measure });
  ctx.restore();
}

/** A canvas may be higher than what is seen of it. */
function heightOf(ctx: CanvasRenderingContext2D): number {
  return ctx.canvas.height / ctx.getTransform().d;
}

/** Lines as near as those around the narrowest frames that have one. */
function paintStrips(
  ctx: CanvasRenderingContext2D,
  { folded, foldedLook }: Scene,
  strips: Int32Array,
): void {
  for (const box of strips) {
    const [x, width] = [folded.x[box]!, folded.width[box]!];
    const y = folded.row[box]! * ROW_PX + GAP_PX;
    ctx.fillStyle = foldedLook.fill;
    ctx.fillRect(x, y, width, BAR_PX);
    ctx.fillStyle = foldedLook.line;
    for (let at = x; at < x + width; at += STRIP_LINES_PX)
      ctx.fillRect(at, y, Math.min(1, x + width - at), BAR_PX);
  }
}

/** On a ground of its own, for letters between lines are hard to read. */
function paintStripTexts(
  ctx: CanvasRenderingContext2D,
  { folded, foldedLook, foldedTextsOf }: Scene,
  { strips, measure }: { strips: Int32Array; measure: Measure },
): void {
  const baseline = baselineOf(ctx);
  for (const box of strips) {
    const room = folded.width[box]! - 4 * LABEL_MARGIN_PX;
    if (room < LABEL_MIN_PX) continue;
    const text = foldedTextsOf(box).find((one) => measure(one) <= room);
    if (text === undefined) continue;
    const [x, y] = [folded.x[box]!, folded.row[box]! * ROW_PX];
    ctx.fillStyle = foldedLook.fill;
    ctx.fillRect(x + LABEL_MARGIN_PX, y + GAP_PX, measure(text) + 2 * LABEL_MARGIN_PX, BAR_PX);
    ctx.fillStyle = foldedLook.ink;
    ctx.fillText(text, x + 2 * LABEL_MARGIN_PX, y + baseline);
  }
}

function baselineOf(ctx: CanvasRenderingContext2D): number {
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = ctx.measureText('x');
  return Math.round((ROW_PX - ascent - descent) / 2 + ascent);
}

function paintLabels(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  { visible, measure }: { visible: Int32Array; measure: Measure },
): void {
  ctx.font = scene.font;
  ctx.textBaseline = 'alphabetic';
  const baseline = baselineOf(ctx);
  let colour = '';
  for (const box of visible) {
    const label = labelOf(scene, box, measure);
    if (label === '') continue;
    const { x, row, node } = scene.boxes;
    const { ink } = scene.lookOf(node[box]!);
    if (ink !== colour) ctx.fillStyle = colour = ink;
    ctx.fillText(label, x[box]! + LABEL_MARGIN_PX, row[box]! * ROW_PX + baseline);
  }
}

type Rectangle = readonly [x: number, y: number, width: number, height: number];

function hatches(ctx: CanvasRenderingContext2D) {
  const patterns = new Map<FrameMark, CanvasPattern | null>();
  return (presence: FrameMark, [x, y, width, height]: Rectangle) => {
    const pattern = patterns.get(presence) ?? hatchPattern(ctx, presence);
    patterns.set(presence, pattern);
    if (!pattern) return;
    ctx.fillStyle = pattern;
    ctx.fillRect(x, y, width, height);
  };
}

function hatchPattern(ctx: CanvasRenderingContext2D, presence: FrameMark): CanvasPattern | null {
  const scale = ctx.getTransform().a;
  const tile = document.createElement('canvas');
  tile.width = tile.height = HATCH_PX * scale;
  const lines = tile.getContext('2d');
  if (!lines) return null;
  lines.scale(scale, scale);
  lines.strokeStyle = HATCH_INK;
  lines.lineWidth = 1.5;
  lines.stroke(new Path2D(HATCH_LINES[presence]));
  const pattern = ctx.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern;
}

/** What lies over the picture and changes with the pointer: never a reason to draw the picture again. */
export interface Highlights {
  /** Lit wherever it is; undefined: nothing is. */
  readonly isHighlighted: ((node: number) => boolean) | undefined;
  readonly hovered: number | undefined;
  readonly selected: number | undefined;
  readonly colour: string;
}

export function paintHighlights(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  { scrollTopPx, highlights }: { scrollTopPx: number; highlights: Highlights },
): void {
  const { boxes } = scene;
  ctx.clearRect(0, 0, scene.widthPx, heightOf(ctx));
  ctx.save();
  ctx.translate(0, 0.5 - scrollTopPx);
  ctx.strokeStyle = highlights.colour;
  for (const box of visibleBoxes(scene, visibleRows(scene, scrollTopPx))) {
    const node = boxes.node[box]!;
    const lineWidth = lineWidthOf(node, highlights);
    if (lineWidth === 0) continue;
    const [x, y, width] = [boxes.x[box]!, boxes.row[box]! * ROW_PX, boxes.width[box]!];
    const inset = lineWidth / 2;
    ctx.lineWidth = lineWidth;
    if (width <= 2 * lineWidth) {
      ctx.fillStyle = highlights.colour;
      ctx.fillRect(x, y, Math.max(width, 1), ROW_PX);
    } else ctx.strokeRect(x + inset, y + inset, width - lineWidth, ROW_PX - lineWidth);
  }
  ctx.restore();
}

function lineWidthOf(node: number, { isHighlighted, hovered, selected }: Highlights): number {
  if (node === selected) return 2.5;
  if (node === hovered) return 2;
  return isHighlighted?.(node) ? 1.5 : 0;
}
