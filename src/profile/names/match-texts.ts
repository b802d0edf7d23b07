import type { Pattern } from '#pattern';

/** Tries each distinct text once. 1 for each of `texts` that matches, and how many distinct ones do. */
export function matchTexts(
  texts: readonly string[],
  matches: Pattern,
): { readonly rows: Uint8Array; readonly distinct: number } {
  const known = new Map<string, number>();
  const rows = Uint8Array.from(texts, (text) => {
    let found = known.get(text);
    if (found === undefined) known.set(text, (found = matches(text) ? 1 : 0));
    return found;
  });
  let distinct = 0;
  for (const found of known.values()) distinct += found;
  return { rows, distinct };
}
