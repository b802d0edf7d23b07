import type { CallTree, TopTable } from '#profile';

/** The nodes that a search matches and that have a width, in the graph's order from its root; `frames` as `SearchResult` has them. */
export function matchingNodes(tree: CallTree, frames: Uint8Array): readonly number[] {
  const nodes: number[] = [];
  for (let n = 1; n < tree.frame.length; n++) {
    if (frames[tree.frame[n]!] === 1 && tree.columns.some(({ total }) => total[n] !== 0))
      nodes.push(n);
  }
  return nodes;
}

/** The rows of the table with a frame that matches. */
export function matchingRows({ names, rowOfFrame }: TopTable, frames: Uint8Array): Uint8Array {
  const rows = new Uint8Array(names.length);
  rowOfFrame.forEach((row, frame) => {
    if (frames[frame] === 1) rows[row] = 1;
  });
  return rows;
}

/** The place in `matches` that one step leads to, round the ends; what is not among them is left for the nearest. -1: there are none. */
export function stepPlace(
  matches: readonly number[],
  from: number | undefined,
  by: 1 | -1,
): number {
  if (matches.length === 0) return -1;
  const at = from === undefined ? -1 : matches.indexOf(from);
  if (at >= 0) return (at + by + matches.length) % matches.length;
  if (from === undefined) return by > 0 ? 0 : matches.length - 1;
  const after = matches.findIndex((match) => match > from);
  if (by > 0) return after < 0 ? 0 : after;
  return (after <= 0 ? matches.length : after) - 1;
}
