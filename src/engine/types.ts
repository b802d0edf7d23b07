import type {
  ApplicationSlices,
  FleetChanges,
  OddUnits,
  TotalsChange,
  UnitsQuestion,
  UnitTotals,
} from '#changes';
import type { Judgement, Pair, SliceFacts } from '#comparison';
import type {
  CallTree,
  FrameFilter,
  RenamedFunction,
  FunctionValues,
  Search,
  SearchResult,
  TopTable,
  WeightedPart,
} from '#profile';

export type ProfilePartInput = WeightedPart;

/** A tree that the engine keeps. No two trees of a page have the same one, so it can stand in a cache's key for its tree. */
export type TreeHandle = number & { readonly brand: 'TreeHandle' };

export interface OpenedProfile {
  /** Of a tree with one column: the weighted sum of the parts. Of no parts, the root alone with 0. */
  readonly handle: TreeHandle;
  /** The root's total. */
  readonly total: number;
  /** What of `total` has no stack. */
  readonly noStack: number;
  /** Distinct and sorted; empty when the profiles name none. */
  readonly buildIds: readonly string[];
  /** How far apart samples are, in the unit of the period type; empty where that is not known. */
  readonly periods: readonly number[];
  /** Where the parts contradict their totals, and what is odd about their values, as text for the user. */
  readonly notices: readonly string[];
}

export interface ViewOptions {
  /** To every column alike, see `filterTree`. */
  readonly filters: readonly FrameFilter[];
  /** Leaves first, so that a frame's children are its callers. */
  readonly inverted: boolean;
  /** The name of a function, of a rolled-up tree of a row: the tree of what calls it, or of what it calls; both, of one name, are two trees. */
  readonly callersOf?: string;
  readonly calleesOf?: string;
  readonly by: 'function' | 'file' | 'binary' | 'package';
  /** The tree has one frame for all calls within a row of the table; of functions it stays as it is. */
  readonly rolledUp?: boolean;
  /** The tree, not the table, is without recursion. */
  readonly collapsed?: boolean;
  /** Of two trees: the first one's `renamedFunctions` are called as in the second. Absent: they stay apart. */
  readonly matchRenamed?: boolean;
}

export interface JudgeQuestion extends Pick<ViewOptions, 'filters' | 'by' | 'matchRenamed'> {
  /** The whole of baseline and comparison. */
  readonly sides: Pair<TreeHandle>;
  /** Trees of slices in time order: of the baseline, of the comparison, and what the facts name. */
  readonly runs: readonly (readonly TreeHandle[])[];
  readonly facts: SliceFacts;
}

/** All that a scan of a fleet knows so far. */
export interface FleetQuestion {
  /** Each application once in each profile type. */
  readonly applications: readonly ApplicationSlices<TreeHandle>[];
  /** `judgeTotals` of the whole fleet. */
  readonly totals: readonly TotalsChange[];
}

export interface View {
  /** Of `tree`. */
  readonly handle: TreeHandle;
  /** The given trees united, one column each, in their order. */
  readonly tree: CallTree;
  /**
   * Of the filtered stacks, whatever is done to them afterwards: a function costs the same upside down, and callers of one function
   * stand beside the table of all. `rowOfFrame` is for the frames of `tree`.
   */
  readonly table: TopTable;
  /** Where `tree` is of what one function calls and its callers are asked for as well. */
  readonly callers?: CallersView | undefined;
  /** Of the filtered stacks, one a column: what the table's rows are parts of. Callers and callees cut `tree` further. */
  readonly totals: readonly number[];
  /** What the filters took from each column. */
  readonly removed: readonly number[];
  /** `magnitudeOf` the filtered stacks, one a column: what shares of the table's rows are of. */
  readonly magnitudes: readonly number[];
  /** `magnitudeOf` the stacks before they were filtered. */
  readonly wholes: readonly number[];
  /** Of two trees, whether they are matched or stay apart; else none. */
  readonly renamed: readonly RenamedFunction[];
}

export interface CallersView {
  readonly tree: CallTree;
  /** For each row of the tree's frame table, its row in the view's table. */
  readonly rowOfFrame: Int32Array;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** What a call does, as far as a user would tell one from another. */
export type WorkStep = 'read' | 'cut' | 'search' | 'count' | 'judge';

/**
 * The pure rooms off the main thread. The engine keeps the trees that it makes, and answers with handles of them; a tree itself is sent
 * to the caller only in a `View`. A handle is valid until each of its users has released it: who got it from a call is the first user.
 *
 * One call runs at a time, in the order of asking. Rejects with what the pure function throws (a ProfileError keeps its name, message
 * and path), with a RangeError for a handle that was released, and with a DOMException named AbortError when `signal` aborts or the
 * engine is closed: a waiting call is forgotten, a running one is stopped.
 */
export interface Engine {
  /** Starts the worker before there is work for it: a profile that arrives need not wait for it. */
  prepare(): void;
  open(parts: readonly ProfilePartInput[], options?: CallOptions): Promise<OpenedProfile>;
  /** `open` of each; a pprof of which several have parts is read once. */
  openEach(
    profiles: readonly (readonly ProfilePartInput[])[],
    options?: CallOptions,
  ): Promise<readonly OpenedProfile[]>;
  /** A tree that was made elsewhere. It is sent with the first call that needs it. */
  adopt(tree: CallTree): TreeHandle;
  view(of: readonly TreeHandle[], options: ViewOptions, call?: CallOptions): Promise<View>;
  search(of: TreeHandle, search: Search, options?: CallOptions): Promise<SearchResult>;
  /** What each of the filters alone would take from each column of a view's stacks, whatever was done to them after its own filters. */
  takenBy(
    of: TreeHandle,
    filters: readonly FrameFilter[],
    options?: CallOptions,
  ): Promise<readonly (readonly number[])[]>;
  /** `functionValues` of trees of one column. */
  functionValues(
    of: readonly TreeHandle[],
    names: readonly string[],
    options?: CallOptions,
  ): Promise<readonly FunctionValues[]>;
  /** `judgeRows` of the table that `view` makes of the same filters. */
  judge(question: JudgeQuestion, options?: CallOptions): Promise<Judgement>;
  /** `judgeFleet`. An application that was in the last question with the same slices is not judged again. */
  findChanges(question: FleetQuestion, options?: CallOptions): Promise<FleetChanges>;
  /** `judgeTotals`, whose tests of hundreds of series take seconds. */
  judgeTotals(
    totals: readonly UnitTotals[],
    options?: CallOptions,
  ): Promise<readonly TotalsChange[]>;
  /** `judgeUnits`. */
  judgeUnits(question: UnitsQuestion<TreeHandle>, options?: CallOptions): Promise<OddUnits>;
  /** Hears at once, and from then on, what is worked on; undefined is nothing. The answer ends it. */
  onWork(listener: (step: WorkStep | undefined) => void): () => void;
  /** One more user. */
  retain(handle: TreeHandle): void;
  /** One user less; the last one gives the tree's memory back. */
  release(handle: TreeHandle): void;
  /** Stops everything and forgets every tree; later calls reject. */
  close(): void;
}
