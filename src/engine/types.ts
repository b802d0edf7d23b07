import type { CallTree, FrameFilter, SearchResult, TopTable } from '#profile';

/** A stored profile and what it counts for: `weight × (pprof + noStack without a stack)`. */
export interface ProfilePartInput {
  /** gzip or plain pprof; length 0 when there is none. */
  readonly pprof: Uint8Array;
  readonly noStack: number;
  readonly weight: number;
}

export interface OpenedProfile {
  /** One column: the weighted sum of the parts. Of no parts, the root alone with 0. */
  readonly tree: CallTree;
  /** Distinct and sorted; empty when the profiles name none. */
  readonly buildIds: readonly string[];
}

export interface ViewOptions {
  /** To every column alike, see `filterTree`. */
  readonly filters: readonly FrameFilter[];
  /** Leaves first, so that a frame's children are its callers. */
  readonly inverted: boolean;
  /** A function's name: the tree of what calls it, or of what it calls. RangeError when both are given. */
  readonly callersOf?: string;
  readonly calleesOf?: string;
  readonly by: 'function' | 'file' | 'binary' | 'package';
}

export interface View {
  /** The given trees united, one column each, in their order. */
  readonly tree: CallTree;
  /**
   * Of the filtered stacks, whatever is done to them afterwards: a function costs the same upside down, and callers of one function
   * stand beside the table of all. `rowOfFrame` is for the frames of `tree`.
   */
  readonly table: TopTable;
  /** Of the filtered stacks, one a column: what the table's rows are parts of. Callers and callees cut `tree` further. */
  readonly totals: readonly number[];
  /** What the filters took from each column. */
  readonly removed: readonly number[];
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/**
 * The pure rooms off the main thread. One call runs at a time, in the order of asking. Rejects with what the pure function throws
 * (a ProfileError keeps its name, message and path), and with a DOMException named AbortError when `signal` aborts or the engine
 * is closed: a waiting call is forgotten, a running one is stopped.
 */
export interface Engine {
  openProfile(parts: readonly ProfilePartInput[], options?: CallOptions): Promise<OpenedProfile>;
  view(trees: readonly CallTree[], options: ViewOptions, call?: CallOptions): Promise<View>;
  /** A person's regular expression can take for ever: abort it. */
  search(tree: CallTree, pattern: string, options?: CallOptions): Promise<SearchResult>;
  /** Stops everything; later calls reject. */
  close(): void;
}
