import type { CallTree } from '#profile';
import { layoutFrames, rowCountOf, rowsOf, type Boxes, type Rows } from '../canvas/layout';
import { pathTo } from '../tree-path';

export const MAP_PX = 44;
/** Of a row: a shallow tree is no bar code. */
const MOST_ROW_PX = 4;

export interface MapScene {
  readonly boxes: Boxes;
  readonly rows: Rows;
  readonly rowPx: number;
  /** Boxes of the focus and of all that it is called by. */
  readonly path: readonly number[];
  /** What the graph shows of the whole: the focus and all below it, in CSS pixels. */
  readonly region: { readonly x: number; readonly y: number; readonly width: number };
}

/** All of a tree in little height, of the least width that can be pointed at. */
export function mapScene(
  tree: CallTree,
  { widths, focus, widthPx }: { widths: Float64Array; focus: number; widthPx: number },
): MapScene {
  const boxes = layoutFrames(tree, { widths, focus: 0, widthPx });
  const count = rowCountOf(boxes);
  const rowPx = Math.min(MOST_ROW_PX, MAP_PX / Math.max(1, count));
  const onPath = new Set(pathTo(tree, focus));
  const path = Array.from({ length: boxes.length }, (_, box) => box).filter((box) =>
    onPath.has(boxes.node[box]!),
  );
  return {
    boxes,
    rows: rowsOf(boxes, count),
    rowPx,
    path,
    region: { ...spanOf(tree, { widths, focus, widthPx }), y: tree.depth[focus]! * rowPx },
  };
}

/** Where a node is in the whole, also one that is too narrow to have a box. */
function spanOf(
  tree: CallTree,
  { widths, focus, widthPx }: { widths: Float64Array; focus: number; widthPx: number },
): { x: number; width: number } {
  const scale = widths[0]! > 0 ? widthPx / widths[0]! : 0;
  let before = 0;
  for (const node of pathTo(tree, focus)) {
    for (let sibling = callerOf(tree, node) + 1; sibling < node; sibling = tree.end[sibling]!)
      if (node > 0) before += widths[sibling]!;
  }
  return { x: before * scale, width: widths[focus]! * scale };
}

function callerOf({ depth }: CallTree, node: number): number {
  let caller = node - 1;
  while (caller >= 0 && depth[caller]! >= depth[node]!) caller--;
  return caller;
}
