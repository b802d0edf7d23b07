import type { AdHocVariableFilter } from '@grafana/data';
import { escapeRegex } from '#pattern';
import { parseMatchers, MATCHER_OPS, type Matcher, type MatcherOp } from '#series';
import { QueryError } from '../../query-error';
import { hasReference, piecesOf, type Piece, type Scope } from './templates';

export interface InterpolatedMatchers {
  readonly matchers: readonly Matcher[];
  /** Variables that hold nothing, so that nothing can match: `$unit`. */
  readonly unset: readonly string[];
}

/**
 * The matchers of a selector that may hold variables. Inside quotes a variable is a value: one stays under `=` as it is, several turn
 * `=` into `=~` and `!=` into `!~`, each escaped, so that exactly these match (regular expressions match whole values here; the source
 * anchors them for Parca). Outside quotes a variable is a part of the selector. Throws SeriesError.
 */
export function interpolateMatchers(selector: string, scope: Scope): InterpolatedMatchers {
  const unset: string[] = [];
  const matchers = parseMatchers(interpolateSyntax(selector, scope)).map((matcher) => {
    if (!hasReference(matcher.value)) return matcher;
    const pieces = piecesOf(matcher.value, scope);
    for (const piece of pieces) unset.push(...referenceWithoutValue(piece));
    return { name: matcher.name, ...valueOf(matcher.op, pieces) };
  });
  return { matchers, unset };
}

/** To the end where no quote closes it: each letter is read once. */
const QUOTED = /("(?:[^"\\]|\\[^])*(?:"|\\?$)|'(?:[^'\\]|\\[^])*(?:'|\\?$)|`[^`]*(?:`|$))/;

/** What stands outside quotes; a list of values there is a list of conditions. */
function interpolateSyntax(selector: string, { templates, scopedVars }: Scope): string {
  return selector
    .split(QUOTED)
    .map((part, index) =>
      index % 2 === 1 || !hasReference(part) ? part : templates.replace(part, scopedVars, 'csv'),
    )
    .join('');
}

const referenceWithoutValue = (piece: Piece): readonly string[] =>
  piece.kind === 'values' && piece.values.length === 0 ? [piece.reference] : [];

const AS_REGEX = { '=': '=~', '!=': '!~', '=~': '=~', '!~': '!~' } as const;

function valueOf(op: MatcherOp, pieces: readonly Piece[]): Pick<Matcher, 'op' | 'value'> {
  const plain = op === '=' || op === '!=';
  if (plain && pieces.every(isSingle)) return { op, value: pieces.map(plainText).join('') };
  const alone = pieces.length === 1;
  const parts = pieces.map((piece) => regexText(piece, { quoteText: plain, alone }));
  return { op: AS_REGEX[op], value: parts.join('') };
}

const isSingle = (piece: Piece) =>
  piece.kind === 'text' || (piece.kind === 'values' && piece.values.length <= 1);

const plainText = (piece: Piece) =>
  piece.kind === 'values' ? (piece.values[0] ?? '') : piece.text;

function regexText(piece: Piece, how: { quoteText: boolean; alone: boolean }): string {
  if (piece.kind === 'text') return how.quoteText ? escapeRegex(piece.text) : piece.text;
  if (piece.kind === 'pattern') return how.alone ? piece.text : `(?:${piece.text})`;
  const [only = ''] = piece.values;
  if (piece.values.length > 1) return `(${piece.values.map(escapeRegex).join('|')})`;
  return piece.typed && !how.quoteText ? only : escapeRegex(only);
}

/** A text that can hold one value only: a profile type, a duration. Throws QueryError when a variable holds another number of them. */
export function interpolateOne(field: string, text: string, scope: Scope): string {
  const parts = piecesOf(text, scope).map((piece) => {
    if (piece.kind !== 'values') return piece.text;
    const [value, ...others] = piece.values;
    if (value !== undefined && others.length === 0) return value;
    const count = piece.values.length;
    throw new QueryError(`${field}: expected ${piece.reference} to hold one value, got ${count}`);
  });
  return parts.join('').trim();
}

/** Names of labels; a variable with several is several names. */
export function interpolateNames(names: readonly string[], scope: Scope): readonly string[] {
  const all = names.flatMap((name) => {
    const pieces = piecesOf(name, scope);
    const [first] = pieces;
    if (pieces.length === 1 && first?.kind === 'values') return first.values;
    return [pieces.map(plainText).join('')];
  });
  return [...new Set(all.map((name) => name.trim()))].filter((name) => name !== '');
}

/** Grafana's ad-hoc filters as matchers; "one of" and its opposite become escaped alternatives. Throws QueryError. */
export function matchersOfFilters(filters: readonly AdHocVariableFilter[]): readonly Matcher[] {
  return filters.filter(({ key }) => key !== '').map(matcherOf);
}

function matcherOf({ key, operator, value, values = [value] }: AdHocVariableFilter): Matcher {
  const oneOf = () => values.map(escapeRegex).join('|');
  if (operator === '=|') return { name: key, op: '=~', value: oneOf() };
  if (operator === '!=|') return { name: key, op: '!~', value: oneOf() };
  const op = MATCHER_OPS.find((known) => known === operator);
  if (op) return { name: key, op, value };
  throw new QueryError(`filter on ${key}: the operator ${operator} is not one of labels`);
}
