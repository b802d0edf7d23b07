import type { CallTree } from '#profile';

export interface FrameBounds {
  readonly mostFrames: number;
  /** The root's level is 0. */
  readonly mostLevels: number;
}

/** A frame that is drawn; or, with `gathered`, all callees of one that are not. */
export interface BoundedFrame {
  /** Of a gathered one its caller. */
  readonly node: number;
  readonly level: number;
  readonly width: number;
  /** One a column. */
  readonly totals: readonly number[];
  /** How many frames it stands for. */
  readonly gathered?: number;
}

/**
 * The widest frames of a tree, callers before callees, and under each one a frame for its callees that are left out, so that every
 * total stays as it was. Of frames as wide as each other those that come first are drawn.
 */
export function boundFrames(
  tree: CallTree,
  widths: Float64Array,
  bounds: FrameBounds,
): readonly BoundedFrame[] {
  const kept = widestNodes(tree, widths, bounds);
  const frames: BoundedFrame[] = [];
  const totalsOf = (node: number) => tree.columns.map(({ total }) => total[node]!);
  /** What is left out below the frames of the path, by level. */
  const open: { node: number; left: Gathering }[] = [];
  const close = (level: number) => {
    while (open.length > level) {
      const { node, left } = open.pop()!;
      if (left.frames > 0) frames.push(gatheredFrame(node, open.length + 1, left));
    }
  };
  let node = 0;
  while (node < tree.frame.length) {
    const level = tree.depth[node]!;
    close(level);
    if (kept[node]) {
      frames.push({ node, level, width: widths[node]!, totals: totalsOf(node) });
      open[level] = { node, left: { frames: 0, width: 0, totals: tree.columns.map(() => 0) } };
      node++;
      continue;
    }
    const { left } = open[level - 1]!;
    left.frames += tree.end[node]! - node;
    left.width += widths[node]!;
    left.totals = left.totals.map((sum, k) => sum + tree.columns[k]!.total[node]!);
    node = tree.end[node]!;
  }
  close(0);
  return frames;
}

interface Gathering {
  frames: number;
  width: number;
  totals: number[];
}

function gatheredFrame(node: number, level: number, { frames, width, totals }: Gathering) {
  return { node, level, width, totals, gathered: frames };
}

/** 1 for each that is drawn: a caller is at least as wide as what it calls, and comes first among equals. */
function widestNodes(
  { depth }: CallTree,
  widths: Float64Array,
  { mostFrames, mostLevels }: FrameBounds,
): Uint8Array {
  const kept = new Uint8Array(depth.length);
  const order = Uint32Array.from(depth.keys()).filter((node) => depth[node]! < mostLevels);
  if (order.length > mostFrames) order.sort((a, b) => widths[b]! - widths[a]! || a - b);
  kept[0] = 1;
  for (const node of order.subarray(0, mostFrames)) kept[node] = 1;
  return kept;
}
