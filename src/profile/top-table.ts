import { NO_STACK, type CallTree, type FrameTable } from './tree/call-tree';
import { compareText } from './tree/compare-frames';
import { binaryName, frameName } from './names/frame-name';
import { packageOf } from './names/package-of';

export const TOP_TABLE_KEYS = ['function', 'file', 'binary', 'package'] as const;
export type TopTableKey = (typeof TOP_TABLE_KEYS)[number];

/** Self and total of each name, in every column of the tree, in the column's unit. */
export interface TopTable {
  readonly by: TopTableKey;
  /** Distinct, in code unit order. '' collects frames of which the profile does not tell it. */
  readonly names: readonly string[];
  /** One for each column of the tree, both in the order of `names`. */
  readonly columns: readonly { readonly self: Float64Array; readonly total: Float64Array }[];
  /** For each row of the tree's FrameTable, its row in `names`. */
  readonly rowOfFrame: Int32Array;
}

/**
 * Sums every column by function (`frameName`), file, binary (its file name) or package (`packageOf`; unsymbolised frames under their
 * binary, `[libc.so.6]`). `NO_STACK` has its own row in each. A name's total counts once a stack (pprof's `cum`): a node inside
 * another node of the same name adds nothing, and since a subtree is the slice [n, end[n]), "inside" is one comparison.
 */
export function buildTopTable(tree: CallTree, by: TopTableKey): TopTable {
  const { names, rowOfFrame } = nameFrames(tree.frames, by);
  const rows = new Int32Array(tree.frame.length);
  const outermost = new Uint8Array(tree.frame.length);
  const insideUntil = new Int32Array(names.length);
  for (let n = 1; n < rows.length; n++) {
    const row = rowOfFrame[tree.frame[n]!]!;
    rows[n] = row;
    if (n < insideUntil[row]!) continue;
    outermost[n] = 1;
    insideUntil[row] = tree.end[n]!;
  }
  const columns = tree.columns.map((column) => {
    const self = new Float64Array(names.length);
    const total = new Float64Array(names.length);
    for (let n = 1; n < rows.length; n++) {
      self[rows[n]!]! += column.self[n]!;
      if (outermost[n]) total[rows[n]!]! += column.total[n]!;
    }
    return { self, total };
  });
  return { by, names, columns, rowOfFrame };
}

function nameFrames(frames: FrameTable, by: TopTableKey) {
  const nameOfFrame = frames.functionName.map((_, row) => rowName(frames, row, by));
  const names = [...new Set(nameOfFrame)].sort(compareText);
  const rowOfName = new Map(names.map((name, row) => [name, row]));
  return { names, rowOfFrame: Int32Array.from(nameOfFrame, (name) => rowOfName.get(name)!) };
}

/** What a frame's row is called in a table; '' where the profile does not tell. */
export function rowName(frames: FrameTable, row: number, by: TopTableKey): string {
  const functionName = frames.functionName[row]!;
  if (by === 'function' || functionName === NO_STACK) return frameName(frames, row);
  if (by === 'file') return frames.fileName[row]!;
  const binary = binaryName(frames, row);
  if (by === 'binary') return binary;
  if (functionName !== '') return packageOf(functionName);
  return binary === '' ? '' : `[${binary}]`;
}
