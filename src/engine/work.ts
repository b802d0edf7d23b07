import {
  addNoStack,
  buildTopTable,
  calleesOf,
  callersOf,
  CallTreeBuilder,
  decodePprof,
  filterTree,
  FrameTableBuilder,
  invertTree,
  scaleColumns,
  sumTrees,
  unite,
  type CallTree,
  type FilteredTree,
  type TopTable,
} from '#profile';
import type { OpenedProfile, ProfilePartInput, View, ViewOptions } from './types';

/** The engine's work as plain functions, for whatever thread. */
export function openProfile(parts: readonly ProfilePartInput[]): OpenedProfile {
  const trees = parts.map(({ pprof }) =>
    pprof.length === 0 ? emptyTree() : decodePprof(pprof).tree,
  );
  const weights = parts.map(({ weight }) => weight);
  const noStack = parts.reduce((sum, part) => sum + part.weight * part.noStack, 0);
  const stacks = sum(trees, weights);
  const tree = addNoStack(stacks, [noStack]);
  const buildIds = new Set(tree.frames.buildId.filter((id) => id !== ''));
  return { tree, buildIds: [...buildIds].sort() };
}

export function view(trees: readonly CallTree[], options: ViewOptions): View {
  const { tree: filtered, removed } = filter(united(trees), options.filters);
  const focused = focus(filtered, options);
  const tree = options.inverted ? invertTree(focused) : focused;
  const table = buildTopTable(filtered, options.by);
  return {
    tree,
    table: tree === filtered ? table : retarget(table, tree),
    totals: filtered.columns.map((column) => column.total[0]!),
    removed,
  };
}

/** Parts are one profile: a frame is its function in its file and binary, not its name as between two builds. */
function sum(trees: readonly CallTree[], weights: readonly number[]): CallTree {
  const [only] = trees;
  return only && trees.length === 1 ? scaleColumns(only, weights) : sumTrees(trees, weights);
}

/** Most profiles are one tree, seen without filters: they are not built again. */
function united(trees: readonly CallTree[]): CallTree {
  const [only] = trees;
  return only && trees.length === 1 ? only : unite(trees);
}

function filter(tree: CallTree, filters: ViewOptions['filters']): FilteredTree {
  return filters.length === 0
    ? { tree, removed: tree.columns.map(() => 0) }
    : filterTree(tree, filters);
}

function focus(tree: CallTree, { callersOf: callee, calleesOf: caller }: ViewOptions): CallTree {
  if (callee !== undefined && caller !== undefined)
    throw new RangeError('callersOf and calleesOf exclude each other');
  if (callee !== undefined) return callersOf(tree, callee);
  return caller === undefined ? tree : calleesOf(tree, caller);
}

/** The same rows, found from the frames of `tree`, whose table has lost those that none of its nodes has. */
function retarget(table: TopTable, tree: CallTree): TopTable {
  const { names, rowOfFrame } = buildTopTable(tree, table.by);
  const rowOfName = new Map(table.names.map((name, row) => [name, row]));
  return { ...table, rowOfFrame: rowOfFrame.map((row) => rowOfName.get(names[row]!)!) };
}

/** The root alone, with one column of 0. */
function emptyTree(): CallTree {
  return new CallTreeBuilder(new FrameTableBuilder().build().frames, 1).build();
}
