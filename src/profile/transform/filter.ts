import type { CallTree, FrameTable } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { compileAt } from '../compile-at';
import { frameName } from '../names/frame-name';
import { isStackEnd } from './invert';
import { matchTexts } from '../names/match-texts';
import { packageOf } from '../names/package-of';

/**
 * - `keepStack`, `dropStack`: stacks in which some frame matches stay, or go (pprof's focus and ignore)
 * - `hideFrame`, `keepFrame`: frames that match go, or alone stay; their callees and their self become the caller's (hide, show)
 * - `showFrom`: a stack starts at its outermost frame that matches; stacks without one go (show_from)
 */
export interface FrameFilter {
  readonly kind: 'keepStack' | 'dropStack' | 'hideFrame' | 'keepFrame' | 'showFrom';
  /** `frameName`, path of the file, path of the binary, or `packageOf`. */
  readonly field: 'function' | 'file' | 'binary' | 'package';
  /** Found anywhere in the text, in its exact case. */
  readonly pattern: string;
  /** The pattern is a regular expression in RE2 syntax. Default: plain text. */
  readonly regex?: boolean;
}

export interface FilteredTree {
  readonly tree: CallTree;
  /** For each column, what is not in `tree` any more: the old root's total = the new one + removed. */
  readonly removed: readonly number[];
}

/**
 * Applies all filters, as pprof does: first those of stacks, on the stacks as recorded, then frames go, then `showFrom` looks at what
 * is left; so their order in the list does not matter (but among several `showFrom`, where each starts from the one before). A stack of
 * which no frame is left is removed. Throws `ProfileError` (`filters[0].pattern: …`) for a bad regular expression.
 */
export function filterTree(tree: CallTree, filters: readonly FrameFilter[]): FilteredTree {
  const rules = filters.map((filter, i) => ({
    kind: filter.kind,
    rows: matchRows(tree.frames, filter, `filters[${i}].pattern`),
  }));
  const needed = neededNodes(tree, keptNodes(tree, rules));
  const shown = shownNodes(tree, rules);
  const builder = new CallTreeBuilder(tree.frames, tree.columns.length);
  const removed = tree.columns.map(() => 0);
  /** The node of the new tree at each depth of the path to n. */
  const path = [0];
  for (let n = 0; n < tree.frame.length; n++) {
    const d = tree.depth[n]!;
    if (n > 0) path[d] = path[d - 1]!;
    if (shown[n] && needed[n]) path[d] = builder.child(path[d]!, tree.frame[n]!);
    const stays = needed[n] === STACK_ENDS && (path[d] !== 0 || n === 0);
    tree.columns.forEach((column, k) => {
      if (stays) builder.add(path[d]!, k, column.self[n]!);
      else removed[k]! += column.self[n]!;
    });
  }
  return { tree: builder.build(), removed };
}

/**
 * What a filter alone takes, one number a column: the stacks that go, and of the frames that go their self, which becomes their caller's.
 * Throws `ProfileError` (`filter.pattern: …`) for a bad regular expression.
 */
export function takenBy(tree: CallTree, filter: FrameFilter): readonly number[] {
  if (filter.kind !== 'hideFrame' && filter.kind !== 'keepFrame')
    return filterTree(tree, [filter]).removed;
  const rows = matchRows(tree.frames, filter, 'filter.pattern');
  const goes = filter.kind === 'hideFrame' ? 1 : 0;
  return tree.columns.map(({ self }) => {
    let taken = 0;
    for (let n = 1; n < self.length; n++) if (rows[tree.frame[n]!] === goes) taken += self[n]!;
    return taken;
  });
}

/** A filter with 1 for each row of the FrameTable that it matches. */
interface Rule {
  readonly kind: FrameFilter['kind'];
  readonly rows: Uint8Array;
}

function matchRows(frames: FrameTable, filter: FrameFilter, path: string): Uint8Array {
  const { pattern } = filter;
  const matches = filter.regex
    ? compileAt(path, pattern)
    : (text: string) => text.includes(pattern);
  const texts = frames.functionName.map((_, row) => fieldOf(frames, row, filter.field));
  return matchTexts(texts, matches);
}

function fieldOf(frames: FrameTable, row: number, field: FrameFilter['field']): string {
  if (field === 'function') return frameName(frames, row);
  if (field === 'file') return frames.fileName[row]!;
  if (field === 'binary') return frames.mapping[row]!;
  return packageOf(frames.functionName[row]!);
}

/** 1 for each node whose own stack passes every stack filter. */
function keptNodes(tree: CallTree, rules: readonly Rule[]): Uint8Array {
  const kept = new Uint8Array(tree.frame.length).fill(1);
  for (const { kind, rows } of rules) {
    if (kind !== 'keepStack' && kind !== 'dropStack') continue;
    const matched = new Uint8Array(tree.frame.length);
    for (let n = 1; n < matched.length;) {
      if (rows[tree.frame[n]!]) matched.fill(1, n, tree.end[n]);
      n = rows[tree.frame[n]!] ? tree.end[n]! : n + 1;
    }
    const wanted = kind === 'keepStack' ? 1 : 0;
    for (let n = 0; n < kept.length; n++) if (matched[n] !== wanted) kept[n] = 0;
  }
  return kept;
}

const ON_THE_WAY = 1;
const STACK_ENDS = 2;

/** STACK_ENDS where a kept stack ends, ON_THE_WAY to such a node, else 0. */
function neededNodes(tree: CallTree, kept: Uint8Array): Uint8Array {
  const needed = new Uint8Array(tree.frame.length);
  /** Whether some node at this depth was needed since the subtree of its parent began, read backwards. */
  const below: boolean[] = [];
  for (let n = needed.length - 1; n >= 0; n--) {
    const d = tree.depth[n]!;
    if (below[d + 1]) needed[n] = ON_THE_WAY;
    if (kept[n] && isStackEnd(tree, n)) needed[n] = STACK_ENDS;
    below[d + 1] = false;
    if (needed[n]) below[d] = true;
  }
  return needed;
}

/** 1 for each node whose frame is to be seen: not hidden, and not outside of the frames that stacks are to start at. */
function shownNodes(tree: CallTree, rules: readonly Rule[]): Uint8Array {
  const visible = visibleRows(tree, rules);
  const starts = rules.filter(({ kind }) => kind === 'showFrom').map(({ rows }) => rows);
  const shown = new Uint8Array(tree.frame.length);
  /** How many of `starts` were met on the path, at each depth. */
  const met = [0];
  for (let n = 1; n < shown.length; n++) {
    const row = tree.frame[n]!;
    let count = met[tree.depth[n]! - 1]!;
    if (visible[row]) while (starts[count]?.[row]) count++;
    met[tree.depth[n]!] = count;
    if (visible[row] && count === starts.length) shown[n] = 1;
  }
  return shown;
}

function visibleRows(tree: CallTree, rules: readonly Rule[]): Uint8Array {
  const visible = new Uint8Array(tree.frames.functionName.length).fill(1);
  for (const { kind, rows } of rules) {
    if (kind !== 'hideFrame' && kind !== 'keepFrame') continue;
    const wanted = kind === 'keepFrame' ? 1 : 0;
    for (let row = 0; row < rows.length; row++) if (rows[row] !== wanted) visible[row] = 0;
  }
  return visible;
}
