import type { FoldedBoxes, Narrow } from './layout';

/** What is folded into one box. */
export function foldedIn({ frames, share }: FoldedBoxes, box: number): Narrow {
  return { frames: frames[box]!, share: share[box]! };
}

/** What is folded among the callees of a node; undefined where each of them is drawn. */
export function foldedBelow(folded: FoldedBoxes, node: number): Narrow | undefined {
  let below: Narrow | undefined;
  for (let box = 0; box < folded.length; box++) {
    if (folded.caller[box] !== node) continue;
    const { frames, share } = foldedIn(folded, box);
    below = { frames: frames + (below?.frames ?? 0), share: share + (below?.share ?? 0) };
  }
  return below;
}
