import {
  judgeApplication,
  judgeFleet,
  judgeTotals,
  judgeUnits,
  type ApplicationSlices,
  type FleetChanges,
  type JudgedApplication,
  type OddUnits,
  type TotalsChange,
  type UnitsQuestion,
  type UnitTotals,
} from '#changes';
import { buildSlicedTable, judgeRows, judgeFunctions, type Judgement } from '#comparison';
import {
  alignTrimmed,
  buildTopTable,
  calleesOf,
  callersOf,
  collapseRecursion,
  demangleTree,
  filterTree,
  functionValues,
  invertTree,
  isMangled,
  magnitudeOf,
  renamedFunctions,
  rollUp,
  searchTree,
  sumEach,
  sumParts,
  takenBy,
  unite,
  UNTOLD,
  type CallTree,
  type FilteredTree,
  type FrameFilter,
  type RenamedFunction,
  type FunctionValues,
  type PartsSum,
  type Search,
  type SearchResult,
  type TopTable,
} from '#profile';
import { compileDemangler, createDemangler } from './demangler';
import type {
  FleetQuestion,
  JudgeQuestion,
  OpenedProfile,
  ProfilePartInput,
  TreeHandle,
  View,
  ViewOptions,
} from './types';

export interface OpenedFacts extends Omit<OpenedProfile, 'handle'> {
  /** Some names may be mangled. */
  readonly mangled: boolean;
}
/** What decides which stacks a view is of. */
export type StackOptions = Pick<ViewOptions, 'filters' | 'matchRenamed'>;
export type ViewAnswer = Omit<View, 'handle'>;

/** The trees of one thread by their handles, and the engine's work on them. */
export class TreeStore {
  readonly #trees = new Map<TreeHandle, CallTree>();
  #demangler: Promise<WebAssembly.Module> | undefined;
  /** Of the last question to `findChanges`, by their slices: a scan asks again with more. */
  #judged: ReadonlyMap<string, JudgedApplication> = new Map();

  open(handle: TreeHandle, parts: readonly ProfilePartInput[]): OpenedFacts {
    return this.#keep(handle, sumParts(parts));
  }

  openEach(
    handles: readonly TreeHandle[],
    profiles: readonly (readonly ProfilePartInput[])[],
  ): readonly OpenedFacts[] {
    return sumEach(profiles).map((sum, i) => this.#keep(handles[i]!, sum));
  }

  #keep(handle: TreeHandle, { tree, ...facts }: PartsSum): OpenedFacts {
    this.#trees.set(handle, tree);
    return { ...facts, mangled: tree.frames.functionName.some(isMangled) };
  }

  /** How many mangled names a limit of `createDemangler` has left as they were. Rejects with what `compileDemangler` rejects with. */
  async demangle(handle: TreeHandle, wasm: Uint8Array): Promise<number> {
    this.#demangler ??= compileDemangler(wasm);
    const { demangle, left } = createDemangler(await this.#demangler);
    this.#trees.set(handle, demangleTree(this.#treeOf(handle), demangle));
    return left();
  }

  adopt(handle: TreeHandle, tree: CallTree): void {
    this.#trees.set(handle, tree);
  }

  view(handle: TreeHandle, of: readonly TreeHandle[], options: ViewOptions): ViewAnswer {
    const answer = viewTrees(
      of.map((one) => this.#treeOf(one)),
      options,
    );
    this.#trees.set(handle, answer.tree);
    return answer;
  }

  search(of: TreeHandle, search: Search): SearchResult {
    return searchTree(this.#treeOf(of), search);
  }

  /** Of the stacks of a view of these trees, as its filters leave them. */
  takenBy(
    of: readonly TreeHandle[],
    { filters, matchRenamed }: StackOptions,
    candidates: readonly FrameFilter[],
  ): readonly (readonly number[])[] {
    const trees = of.map((one) => this.#treeOf(one));
    const whole = united(trees, matchRenamed ? newNames(renamedOf(trees)) : NO_NAMES);
    const { tree } = filter(whole, filters);
    return candidates.map((candidate) => takenBy(tree, candidate));
  }

  functionValues(of: readonly TreeHandle[], names: readonly string[]): readonly FunctionValues[] {
    return functionValues(
      of.map((one) => this.#treeOf(one)),
      names,
    );
  }

  judge({ sides, runs: handles, facts, filters, by, matchRenamed }: JudgeQuestion): Judgement {
    const treesOf = (of: readonly TreeHandle[]) => of.map((one) => this.#treeOf(one));
    const whole = treesOf(sides);
    const names = matchRenamed ? newNames(renamedOf(whole)) : NO_NAMES;
    const runs = handles.map((of) => treesOf(of).map((tree) => united([tree], names)));
    if (by !== 'function') {
      const verdicts = judgeRows(buildSlicedTable(runs, { filters, by }), facts);
      return { ...verdicts, moved: {}, stepsWithin: [] };
    }
    const { tree } = filter(united(whole, names), filters);
    return judgeFunctions({ tree, runs, filters, facts });
  }

  findChanges({ applications, totals }: FleetQuestion): FleetChanges {
    const judged = new Map(applications.map((slices) => this.#judgedOf(slices)));
    this.#judged = judged;
    return judgeFleet([...judged.values()], totals);
  }

  judgeTotals(totals: readonly UnitTotals[]): readonly TotalsChange[] {
    return judgeTotals(totals);
  }

  judgeUnits({ profileType, units }: UnitsQuestion<TreeHandle>): OddUnits {
    return judgeUnits({
      profileType,
      units: units.map((unit) => ({ ...unit, tree: this.#treeOf(unit.tree) })),
    });
  }

  #judgedOf(slices: ApplicationSlices<TreeHandle>): [string, JudgedApplication] {
    const key = JSON.stringify(slices);
    const treesOf = (handles: readonly TreeHandle[]) => handles.map((one) => this.#treeOf(one));
    const judge = () =>
      judgeApplication({
        ...slices,
        units: slices.units.map((unit) => ({
          ...unit,
          runs: [treesOf(unit.runs[0]), treesOf(unit.runs[1])],
        })),
      });
    return [key, this.#judged.get(key) ?? judge()];
  }

  drop(handle: TreeHandle): void {
    this.#trees.delete(handle);
  }

  #treeOf(handle: TreeHandle): CallTree {
    const tree = this.#trees.get(handle);
    if (!tree) throw new RangeError(`no tree ${handle} here`);
    return tree;
  }
}

export function viewTrees(trees: readonly CallTree[], options: ViewOptions): ViewAnswer {
  const renamed = renamedOf(trees);
  const whole = united(trees, options.matchRenamed ? newNames(renamed) : NO_NAMES);
  const { tree: filtered, removed } = filter(whole, options.filters);
  const table = buildTopTable(filtered, options.by);
  const isRolledUp = options.rolledUp === true && options.by !== 'function';
  const stacks = isRolledUp ? rollUp(filtered, table) : filtered;
  const { callersOf: callee, calleesOf: caller, ...others } = options;
  const isSandwich = callee !== undefined && caller !== undefined;
  if (isSandwich && callee !== caller)
    throw new RangeError('callersOf and calleesOf are of one function');
  const tree = shape(stacks, isSandwich ? { ...others, calleesOf: caller } : options);
  const callers = isSandwich ? shape(stacks, { ...others, callersOf: callee }) : undefined;
  const wholes = whole.columns.map(magnitudeOf);
  return {
    tree,
    table: tree === filtered ? table : retarget(table, tree, isRolledUp),
    ...(callers && {
      callers: { tree: callers, rowOfFrame: retarget(table, callers, isRolledUp).rowOfFrame },
    }),
    totals: filtered.columns.map((column) => column.total[0]!),
    removed,
    magnitudes: filtered === whole ? wholes : filtered.columns.map(magnitudeOf),
    wholes,
    renamed,
  };
}

/** Most profiles are one tree, seen without filters: they are not built again. */
function united(trees: readonly CallTree[], names: ReadonlyMap<string, string>): CallTree {
  const [only] = trees;
  if (only && trees.length === 1 && names.size === 0) return only;
  return alignTrimmed(unite(trees, names));
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

function renamedOf([before, after, ...more]: readonly CallTree[]): readonly RenamedFunction[] {
  return before && after && more.length === 0 ? renamedFunctions(before, after) : [];
}

function newNames(renamed: readonly RenamedFunction[]): ReadonlyMap<string, string> {
  return new Map(renamed.map(({ before, after }) => [before, after]));
}

function filter(tree: CallTree, filters: ViewOptions['filters']): FilteredTree {
  return filters.length === 0
    ? { tree, removed: tree.columns.map(() => 0) }
    : filterTree(tree, filters);
}

function focus(tree: CallTree, { callersOf: callee, calleesOf: caller }: ViewOptions): CallTree {
  if (callee !== undefined) return callersOf(tree, callee);
  return caller === undefined ? tree : calleesOf(tree, caller);
}

/** What is done to the stacks that filters leave, and not to the table: one function's, without recursion, from the leaves. */
function shape(tree: CallTree, options: ViewOptions): CallTree {
  const focused = focus(tree, options);
  const plain = options.collapsed ? collapseRecursion(focused) : focused;
  return options.inverted ? invertTree(plain) : plain;
}

/** The same rows, found from the frames of `tree`, whose table has lost those that none of its nodes has. */
function retarget(table: TopTable, tree: CallTree, isRolledUp: boolean): TopTable {
  const { names, rowOfFrame } = buildTopTable(tree, isRolledUp ? 'function' : table.by);
  const rowOfName = new Map(table.names.map((name, row) => [name, row]));
  const rowOf = (name: string) => rowOfName.get(isRolledUp && name === UNTOLD ? '' : name);
  return {
    ...table,
    rowOfFrame: rowOfFrame.map((row) => rowOf(names[row]!) ?? rowOfName.get(names[row]!)!),
  };
}
