/** Names come from strangers: no mark-up in text or attribute, and no character that a document may not have. */
export function htmlText(text: string): string {
  return plainText(text).replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}

/** Within a `script` element that holds data. */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
};

function plainText(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
