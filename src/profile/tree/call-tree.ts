/**
 * One call tree, one column for each thing compared. Nodes are in depth-first pre-order, so a subtree is the slice [n, end[n])
 * and every question is a linear scan that skips subtrees.
 *
 *     A (100)                 node    0   1   2   3
 *     ├─ B (70)               frame  -1   b   c   d
 *     │  └─ C (20)            depth   0   1   2   1
 *     └─ D (30)               end     4   3   3   4
 *                             self    0  50  20  30
 *                             total 100  70  20  30
 *
 * Invariants: node 0 is the root (frame -1, depth 0, end = node count); `n < end[n]`; siblings are in the order of
 * `compareFrames`, without two siblings of one frame; in every column `total[n]` = `self[n]` + the totals of n's children
 * (of fractions, to the last rounding).
 */
export interface CallTree {
  readonly frames: FrameTable;
  /** Row in `frames`, -1 for the root. */
  readonly frame: Int32Array;
  /** Root 0. */
  readonly depth: Int32Array;
  /** One past the node's last descendant. */
  readonly end: Int32Array;
  /** One column for each thing compared: a profile, a side, a time slice, a unit. Never empty. */
  readonly columns: readonly Column[];
}

/** Values in the profile type's unit. Whole numbers up to 2^53 are exact; a gauge's mean is a fraction. Can be negative. */
export interface Column {
  readonly self: Float64Array;
  readonly total: Float64Array;
}

/**
 * The distinct frames of a tree, in columns of one length. A symbolised frame is one function of one file in one binary; an
 * unsymbolised one is an address in a mapping. Functions with one name but other files are other frames. Rows are in the order of
 * `compareFrames`, so siblings are in the order of their rows, and each row is the frame of some node.
 */
export interface FrameTable {
  /** '' when unsymbolised: show `frameName`. */
  readonly functionName: readonly string[];
  /** Mangled name; '' when it equals `functionName`. */
  readonly systemName: readonly string[];
  /** As the profile has it; '' unknown. */
  readonly fileName: readonly string[];
  /** The function's first line; 0 unknown. */
  readonly line: Int32Array;
  /** 0 never inlined, 1 always, 2 at some of its call sites. */
  readonly inlined: Uint8Array;
  /** Path of the binary as the profile has it; '' unknown. */
  readonly mapping: readonly string[];
  readonly buildId: readonly string[];
  /** 0 for symbolised frames. Kernel addresses do not fit a double. */
  readonly address: BigUint64Array;
}

/** The frame that holds what Parca counts for samples without a stack (reference: Parca's PPROF report leaves them out). */
export const NO_STACK = '(no stack)';

/** The frame that stands for what was taken out of a place: by `trimTree`, by a server that leaves its narrowest frames out, or by another program. */
export const TRIMMED = '(trimmed)';
