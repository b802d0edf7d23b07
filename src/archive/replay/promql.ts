import { parseMatchers, SeriesError, type Matcher } from '#series';

/** A piece of PromQL: `rate`, `(`, `0.99`, or a whole block of matchers. */
export type Token =
  | { readonly kind: 'name' | 'number' | 'string' | 'sign'; readonly text: string }
  | { readonly kind: 'matchers'; readonly matchers: readonly Matcher[] };

const PATTERNS = [
  ['space', /(?:\s|#[^\n]*)+/y],
  ['matchers', /\{(?:[^"'`{}]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)*\}/y],
  ['name', /[A-Za-z_:][\w:]*/y],
  ['number', /\d[\w.]*/y],
  ['string', /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/y],
  ['sign', /[!=<>]=|[()[\],<>+\-*/%^@.]/y],
] as const;

/** Throws SeriesError for text that is no PromQL. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < query.length;) {
    const [kind, text] = readPiece(query, at);
    at += text.length;
    if (kind === 'matchers') tokens.push({ kind, matchers: parseMatchers(text) });
    else if (kind !== 'space') tokens.push({ kind, text });
  }
  checkParentheses(tokens);
  return tokens;
}

function checkParentheses(tokens: readonly Token[]): void {
  const open = tokens.reduce((depth, token) => {
    const now = depth + depthStep(token);
    if (now < 0) throw new SeriesError('parse error: unexpected right parenthesis');
    return now;
  }, 0);
  if (open > 0) throw new SeriesError('parse error: unclosed left parenthesis');
}

/** What a token does to the depth of parentheses. */
export function depthStep(token: Token): -1 | 0 | 1 {
  const text = textOf(token);
  return text === '(' ? 1 : text === ')' ? -1 : 0;
}

function readPiece(query: string, at: number) {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(query)?.[0];
    if (text !== undefined) return [kind, text] as const;
  }
  throw new SeriesError(`parse error: column ${at + 1}: unexpected "${query.slice(at, at + 10)}"`);
}

/** '' for a block of matchers and for the end. */
export function textOf(token: Token | undefined): string {
  return token && token.kind !== 'matchers' ? token.text : '';
}
