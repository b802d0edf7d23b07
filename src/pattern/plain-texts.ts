/** What an expression without any operator but `|` stands for. */
export interface PlainTexts {
  /** One, or several when `whole`. */
  readonly texts: readonly string[];
  /** The text is one of `texts`; else it holds the only one. */
  readonly whole: boolean;
}

/** Letters that stand for themselves, `\` before punctuation, and `|`. */
const PLAIN = /^(?:[^\\.+*?()[\]{}^$]|\\[!-/:-@[-`{-~])*$/;
const GROUP = /^\((?:\?s?:)?([^]*)\)$/;

/**
 * The texts of `main\.go`, of `^(?:a/0|b\.c)$`, and of `a|b` where the whole text has to match; undefined for every other expression. Lists of
 * thousands of names are written so, by Grafana's variables and by our own selectors.
 */
export function plainTexts(source: string, whole: boolean): PlainTexts | undefined {
  const anchored = source.length > 1 && source.startsWith('^') && source.endsWith('$');
  const inner = anchored ? source.slice(1, -1) : source;
  const group = GROUP.exec(inner);
  const body = group?.[1] ?? inner;
  if (!PLAIN.test(body)) return undefined;
  const texts = alternativesOf(body);
  // `^a|b$` are two anchors of two texts.
  if (texts.length > 1 && !(group ? anchored || whole : whole && !anchored)) return undefined;
  return { texts, whole: whole || anchored };
}

function alternativesOf(body: string): string[] {
  if (!body.includes('\\')) return body.split('|');
  const texts = [''];
  for (const [token] of body.matchAll(/[^\\|]+|\\[^]|\|/g)) {
    if (token === '|') texts.push('');
    else texts[texts.length - 1] += token.startsWith('\\') ? token.slice(1) : token;
  }
  return texts;
}
