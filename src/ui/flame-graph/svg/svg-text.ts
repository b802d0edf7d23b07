/** A line of words whose baseline is at `y`. */
export function svgText(x: number, y: number, words: string, more = ''): string {
  return `<text x="${x.toFixed(2)}" y="${y}"${more === '' ? '' : ` ${more}`}>${xmlText(words)}</text>`;
}

/** Names come from strangers: no mark-up, and no character that XML does not know. */
export function xmlText(words: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return words
    .replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => entities[character]!);
}
