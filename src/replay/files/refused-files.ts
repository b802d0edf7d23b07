/** Of more of them the rest is counted: the first say what is the matter. */
const MOST_LINES = 10;
const MOST_LETTERS = 300;

/** `name: reason` of files that could not be opened, a line each and bounded. */
export function refusedLines(refused: readonly string[]): readonly string[] {
  const lines = refused.slice(0, MOST_LINES).map(shortened);
  const more = refused.length - lines.length;
  return more === 0 ? lines : [...lines, `and ${more} more`];
}

/** Where none of several could be opened. */
export function noneOpened(refused: readonly string[]): string {
  return `none of the ${refused.length} files can be opened: ${refusedLines(refused).join('; ')}`;
}

/** The end of a line is what holds the least: a name stands at its beginning. */
function shortened(line: string): string {
  const letters = [...line.slice(0, 2 * MOST_LETTERS)];
  return letters.length <= MOST_LETTERS ? line : `${letters.slice(0, MOST_LETTERS).join('')}…`;
}
