/**
 * A text of a stranger, safe to show: a control character would command a terminal, one that turns the direction of what follows would let a name
 * look like another, and one without width hides. Each is written as in `\u{202e}`.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}
