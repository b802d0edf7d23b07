import type { CallTree } from '#profile';
import type { FoldedBoxes, Narrow } from './layout';

interface Drawn {
  readonly tree: CallTree;
  readonly widths: Float64Array;
  readonly focus: number;
  readonly folded: FoldedBoxes;
}

/** What is folded into one box. */
export function foldedIn(drawn: Drawn, box: number): Narrow {
  return sumFolded(drawn, [box]);
}

/** What is folded among the callees of a node; undefined where each of them is drawn. */
export function foldedBelow(drawn: Drawn, node: number): Narrow | undefined {
  const { length, caller } = drawn.folded;
  const boxes = Array.from({ length }, (_, box) => box).filter((box) => caller[box] === node);
  return boxes.length === 0 ? undefined : sumFolded(drawn, boxes);
}

function sumFolded({ tree, widths, focus, folded }: Drawn, boxes: readonly number[]): Narrow {
  let frames = 0;
  let width = 0;
  for (const box of boxes) {
    const [first, end] = [folded.node[box]!, folded.end[box]!];
    for (let node = first; node < end; node++) if (widths[node]! > 0) frames++;
    for (let node = first; node < end; node = tree.end[node]!) width += widths[node]!;
  }
  return { frames, share: width / widths[focus]! };
}
