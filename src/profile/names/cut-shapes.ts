import type { RenamedFunction } from './renamed-functions';

/** How Go's linker writes which code of a generic function it is: `slices.Sort[go.shape.[]string,go.shape.string]`. */
const SHAPE = '[go.shape.';

/** The name without the shapes of its type arguments; one whose bracket is never closed stays. */
export function withoutShapes(name: string): string {
  const [head, ...rest] = name.split(SHAPE);
  return rest.reduce((kept, part) => {
    const end = endOfBracket(part);
    return kept + (end === -1 ? SHAPE + part : part.slice(end + 1));
  }, head!);
}

/** Where the bracket ends that is open before the text; -1 nowhere. */
function endOfBracket(text: string): number {
  let open = 1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '[') open++;
    else if (text[at] === ']' && --open === 0) return at;
  }
  return -1;
}

/**
 * A server may cut shapes from names, as Pyroscope does. Where one side has names with shapes, and the other one none but some of the same
 * functions without, they were cut there, and the first side's are to be called as it has them; else none.
 */
export function cutShapes(
  before: Iterable<string>,
  after: Iterable<string>,
): readonly RenamedFunction[] {
  const [old, recent] = [new Set(before), new Set(after)];
  const shaped = [shapedOf(old), shapedOf(recent)];
  if (shaped[0]!.length > 0 === shaped[1]!.length > 0) return [];
  const found = shaped.flat().map((name) => ({ before: name, after: withoutShapes(name) }));
  const other = shaped[0]!.length > 0 ? recent : old;
  return found.some(({ after: cut }) => other.has(cut)) ? found : [];
}

const shapedOf = (names: ReadonlySet<string>) =>
  [...names].filter((name) => name.includes(SHAPE) && withoutShapes(name) !== name);
