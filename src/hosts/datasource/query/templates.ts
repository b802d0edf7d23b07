import type { ScopedVars } from '@grafana/data';

/** What is used of Grafana's `TemplateSrv`. */
export interface Templates {
  replace(text: string, scopedVars?: ScopedVars, format?: string | ValueFormat): string;
}

/** Called with a variable's raw value: text, a number, or a list of them. */
export type ValueFormat = (value: unknown, variable?: { readonly type?: string }) => string;

/** The variables of one request. */
export interface Scope {
  readonly templates: Templates;
  readonly scopedVars: ScopedVars;
}

/**
 * A text in the order of its parts. `values`: what a variable holds, none of it chosen by the query's author. `pattern`: the text that
 * stands for All, a regular expression. `text`: the author's own, with variables that name their format (`${unit:regex}`), and
 * variables that are not known.
 */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pattern'; readonly text: string }
  | {
      readonly kind: 'values';
      readonly values: readonly string[];
      readonly reference: string;
      /** The user types it as free text: a regular expression where one is expected. */
      readonly typed: boolean;
    };

/** `$name`, `[[name]]`, `[[name:format]]`, `${name}`, `${name.field:format}` */
const REFERENCE = /\$\w+|\[\[\w+(?::\w+)?\]\]|\$\{\w+(?:\.[^:^}$]+)?(?::[^}$]+)?\}/g;
const ALL = '$__all';
const TYPED = new Set(['textbox', 'constant']);

export function hasReference(text: string): boolean {
  return text.search(REFERENCE) >= 0;
}

/** Each reference is replaced by itself, so that what a value says is never read as a reference again. */
export function piecesOf(text: string, scope: Scope): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(REFERENCE)) {
    if (found.index > at) pieces.push({ kind: 'text', text: text.slice(at, found.index) });
    pieces.push(pieceOf(found[0], scope));
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at) });
  return pieces;
}

function pieceOf(reference: string, { templates, scopedVars }: Scope): Piece {
  let held: { values: readonly string[]; typed: boolean } | undefined;
  const replaced = templates.replace(reference, scopedVars, (value, variable) => {
    held = { values: listOf(value), typed: TYPED.has(variable?.type ?? '') };
    return '';
  });
  if (held?.values.includes(ALL)) return { kind: 'pattern', text: '.*' };
  if (held) return { kind: 'values', reference, ...held };
  if (replaced === reference || reference.includes(':')) return { kind: 'text', text: replaced };
  // Grafana hands out the text for All without asking for a format.
  return { kind: 'pattern', text: replaced };
}

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [String(value)];
