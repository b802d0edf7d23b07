import type { Pattern } from '#pattern';

/** 1 for each of `texts` that matches. Tries each distinct one once. */
export function matchTexts(texts: readonly string[], matches: Pattern): Uint8Array {
  const known = new Map<string, number>();
  return Uint8Array.from(texts, (text) => {
    let found = known.get(text);
    if (found === undefined) known.set(text, (found = matches(text) ? 1 : 0));
    return found;
  });
}
