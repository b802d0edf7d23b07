import type { FrameTable } from './call-tree';
import { pickRows } from './frame-table';

/** The rows that some node has; `newRow` of each of `table`, -1 where no node has it. `frame` as a tree has it, in any order, the root first. */
export function usedFrames(
  table: FrameTable,
  frame: Int32Array,
): { frames: FrameTable; newRow: Int32Array } {
  const rows = table.functionName.length;
  const newRow = new Int32Array(rows).fill(-1);
  for (let node = 1; node < frame.length; node++) newRow[frame[node]!] = 0;
  const used = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (newRow[row] !== 0) continue;
    newRow[row] = count;
    used[count++] = row;
  }
  return { frames: count === rows ? table : pickRows(table, used.subarray(0, count)), newRow };
}
