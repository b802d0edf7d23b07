import type { CallTree } from './call-tree';
import { frameName } from './frame-name';

export type SearchResult =
  | { readonly kind: 'invalid'; readonly message: string }
  | {
      readonly kind: 'matches';
      /** 1 for each row of the tree's FrameTable that matches. */
      readonly frames: Uint8Array;
      /** Distinct names that match. */
      readonly functions: number;
      /** For each column, the total of the outermost matching nodes, so that a stack counts once; in the column's unit. */
      readonly matched: readonly number[];
      /** For each column, the root's total: what `matched` is a part of. */
      readonly totals: readonly number[];
    };

/**
 * Finds the frames whose name (`frameName`) matches a regular expression, in any case unless the pattern has a capital letter
 * (`\S` and its like are none). The empty pattern finds nothing. A pattern that is no regular expression is an answer, not an
 * error: it is still being typed.
 */
export function searchTree(tree: CallTree, pattern: string): SearchResult {
  const test = parsePattern(pattern);
  if (typeof test === 'string') return { kind: 'invalid', message: test };
  const names = tree.frames.functionName.map((_, row) => frameName(tree.frames, row));
  const frames = Uint8Array.from(names, (name) => (pattern !== '' && test.test(name) ? 1 : 0));
  const functions = new Set(names.filter((_, row) => frames[row] === 1)).size;
  const matched = tree.columns.map(() => 0);
  for (let n = 1; n < tree.frame.length;) {
    if (frames[tree.frame[n]!] === 0) {
      n++;
      continue;
    }
    tree.columns.forEach((column, k) => (matched[k]! += column.total[n]!));
    n = tree.end[n]!;
  }
  const totals = tree.columns.map((column) => column.total[0]!);
  return { kind: 'matches', frames, functions, matched, totals };
}

function parsePattern(pattern: string): RegExp | string {
  const hasCapital = /\p{Lu}/u.test(pattern.replace(/\\./gs, ''));
  try {
    return new RegExp(pattern, hasCapital ? '' : 'i');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
