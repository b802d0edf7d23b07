import { decodePprof, type CallTree } from '#profile';
import { columnFromSelf } from '../../src/profile/tree/column';
import { generateTree } from '../generate-tree';
import { CHART_PX, type Profile } from './measure';

/** About a seventh of the functions of the trees that are made have it, and some of the recorded one. */
export const SEARCHED = { generated: 'team3/', comparison: 'team3/', recorded: 'runtime' } as const;

export async function treeOf({ kind, nodes }: Profile): Promise<CallTree> {
  if (kind === 'generated') return generateTree(nodes);
  if (kind === 'comparison') return compared(generateTree(nodes));
  const answer = await fetch('../recorded.pprof');
  if (!answer.ok) throw new Error(`the recorded profile: ${answer.status}`);
  return decodePprof(new Uint8Array(await answer.arrayBuffer())).tree;
}

/** A second column, in which every function takes between a half less and a half more, and some are gone or new. */
function compared(tree: CallTree): CallTree {
  const [baseline] = tree.columns;
  const factorOf = (row: number) => ((row * 2654435761) >>> 0) / 2 ** 32 + 0.5;
  const self = baseline!.self.map((value, n) => Math.round(value * factorOf(tree.frame[n]! + 1)));
  const without = (values: Float64Array, rest: number) =>
    values.map((value, n) => (tree.frame[n]! % 50 === rest ? 0 : value));
  const columns = [without(baseline!.self, 7), without(self, 11)];
  return { ...tree, columns: columns.map((column) => columnFromSelf(tree.depth, column)) };
}

/** How wide each node is: its total, of all columns. None of these trees holds a negative value. */
export function extentsOf({ columns }: CallTree): Float64Array {
  const [first, second] = columns;
  if (!second) return first!.total;
  return first!.total.map((total, n) => total + second.total[n]!);
}

/** The frame that is clicked: the first one down the widest path that has less than half of the whole. */
export function zoomTarget({ end }: CallTree, extents: Float64Array): number {
  let node = 0;
  while (extents[node]! * 2 >= extents[0]!) {
    let widest = node + 1;
    for (let callee = widest; callee < end[node]!; callee = end[callee]!)
      if (extents[callee]! > extents[widest]!) widest = callee;
    if (widest >= end[node]!) return node;
    node = widest;
  }
  return node;
}

/** The middle of a frame of the whole graph, in pixels from the chart's left edge. */
export function middleOf({ end }: CallTree, extents: Float64Array, target: number): number {
  let left = 0;
  for (let n = 1; n <= target;) {
    if (target < end[n]!) n++;
    else {
      left += extents[n]!;
      n = end[n]!;
    }
  }
  return ((left + extents[target]! / 2) / extents[0]!) * CHART_PX;
}

export function nameAt({ frame, frames }: CallTree, node: number): string {
  const row = frame[node]!;
  return row < 0 ? 'total' : frames.functionName[row]! || `0x${frames.address[row]!.toString(16)}`;
}
