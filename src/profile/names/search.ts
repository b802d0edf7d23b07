import { compilePattern, PatternError, type Pattern } from '#pattern';
import type { CallTree } from '../tree/call-tree';
import { magnitudeOf } from '../tree/column';
import { frameName } from './frame-name';
import { rowName, type TopTableKey } from '../top-table';
import { matchTexts } from './match-texts';

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
      /** `magnitudeOf` each column: what `matched` is a part of. */
      readonly totals: readonly number[];
    };

/** What is looked for in the names of functions; '' finds nothing. */
export interface Search {
  readonly text: string;
  /** The text is a regular expression in RE2 syntax, else it is itself. */
  readonly regex: boolean;
  /** It is looked for in what rows of such a table are called, too. Default: functions alone. */
  readonly by?: TopTableKey;
}

/**
 * Finds the frames whose name (`frameName`), or the name in the binary that it was made from (`_ZN3foo3barEv`), holds a text, in any case unless the text has a capital letter (`\S` and its like are none).
 * What is no regular expression, or takes too long, is an answer, not an error: it is still being typed.
 */
export function searchTree(tree: CallTree, search: Search): SearchResult {
  try {
    return findMatches(tree, search, compileSearch(search));
  } catch (error) {
    if (error instanceof PatternError) return { kind: 'invalid', message: error.message };
    throw error;
  }
}

function findMatches(tree: CallTree, { by = 'function' }: Search, matches: Pattern): SearchResult {
  const names = tree.frames.functionName.map((_, row) => frameName(tree.frames, row));
  const { functionName, systemName } = tree.frames;
  const raw = systemName.map((name, row) => (name === functionName[row] ? '' : name));
  const inRaw = matchTexts(raw, (name) => name !== '' && matches(name));
  const inRow =
    by !== 'function' &&
    matchTexts(
      names.map((_, row) => rowName(tree.frames, row, by)),
      matches,
    );
  const frames = matchTexts(names, matches).map(
    (found, row) => found | inRaw[row]! | (inRow ? inRow[row]! : 0),
  );
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
  const totals = tree.columns.map(magnitudeOf);
  return { kind: 'matches', frames, functions, matched, totals };
}

function compileSearch({ text, regex }: Search): Pattern {
  if (text === '') return () => false;
  const anyCase = !/\p{Lu}/u.test(regex ? text.replace(NO_LETTERS, '') : text);
  return regex ? compilePattern(text, { ignoreCase: anyCase }) : plainSearch(text, anyCase);
}

function plainSearch(text: string, anyCase: boolean): Pattern {
  if (!anyCase) return (name) => name.includes(text);
  const lower = text.toLowerCase();
  return (name) => name.toLowerCase().includes(lower);
}

/** `\S`, `\pL`, `\x{1F600}` and `(?P<n>…)`. */
const NO_LETTERS = /\\(?:[pPx]\{[^}]{0,40}\}|[pP]?[^])|\(\?P/g;
