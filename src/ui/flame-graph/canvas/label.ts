import type { ChangeSign } from '../colour/colour-scheme';
import type { FrameMark } from '../colour/palette';

/** Width of a text in pixels; of one that is wider than `limit`, anything above it. */
export type Measure = (text: string, limit?: number) => number;

const ELLIPSIS = '…';
const OPENING = '([{<';
const CLOSING = ')]}>';
/** A closure's name says nothing without the function that it is in: `Serve.func1`, `glob..func2.1`. */
const CLOSURE = /^(func)?\d+$/;

/**
 * A function's name from the longest to the shortest form. The tail is what tells functions apart, so it is the head that goes:
 *
 *     github.com/acme/shop/cart.(*Cart).Checkout   cart.(*Cart).Checkout   Checkout
 *     std::vector<int, std::allocator<int>>::push_back   push_back
 */
export function shorterNames(name: string): string[] {
  const cuts = [...new Set([lastSlash(name), functionStart(name)])];
  return [
    name,
    ...cuts.filter((cut) => cut > 0 && cut < name.length).map((cut) => name.slice(cut)),
  ];
}

/** Of a longer name only the end is looked at: no screen has room for more. */
const LONGEST = 4096;

/** The longest form that fits, the shortest one with its end cut off when none does, '' where not even two letters fit. */
export function fitLabel(name: string, widthPx: number, measure: Measure): string {
  if (measure(name, widthPx) <= widthPx) return name;
  const shorter = shorterNames(name.slice(-LONGEST)).slice(1);
  const fitting = shorter.find((form) => measure(form, widthPx) <= widthPx);
  return fitting ?? cutEnd(shorter.at(-1) ?? name, widthPx, measure);
}

/** What a frame says of itself. */
export interface FrameLabel {
  readonly name: string;
  readonly presence?: FrameMark | undefined;
  /** So that grew and shrank are told apart without their colours. */
  readonly sign: ChangeSign;
}

/** The name behind the word or the sign, cut to the width; where there is no room for both, the word, and the name without the sign. */
export function fitFrameLabel(
  { name, presence, sign }: FrameLabel,
  widthPx: number,
  measure: Measure,
): string {
  const before = presence ? `${presence}: ` : sign && `${sign} `;
  const after = fitLabel(name, widthPx - measure(before), measure);
  if (after !== '') return before + after;
  return fitLabel(presence ?? name, widthPx, measure);
}

/** Measures letter by letter and remembers: exact enough for labels, and much faster than a layout of each text. */
export function letterMeasure(measure: Measure): Measure {
  const ascii = new Float64Array(128).fill(NaN);
  const others = new Map<string, number>();
  const widthOf = (letter: string) => {
    const width = others.get(letter) ?? measure(letter);
    others.set(letter, width);
    return width;
  };
  return (text, limit = Infinity) => {
    let width = 0;
    for (let at = 0; at < text.length && width <= limit; at++) {
      const code = text.charCodeAt(at);
      if (code < 128) {
        if (Number.isNaN(ascii[code])) ascii[code] = measure(text[at]!);
        width += ascii[code]!;
        continue;
      }
      const letter = String.fromCodePoint(text.codePointAt(at)!);
      at += letter.length - 1;
      width += widthOf(letter);
    }
    return width;
  };
}

function cutEnd(name: string, widthPx: number, measure: Measure): string {
  let room = widthPx - measure(ELLIPSIS);
  let [end, letters] = [0, 0];
  while (end < name.length) {
    const letter = String.fromCodePoint(name.codePointAt(end)!);
    room -= measure(letter);
    if (room < 0) break;
    end += letter.length;
    letters++;
  }
  return letters < 2 ? '' : name.slice(0, end) + ELLIPSIS;
}

/** After the last `/` that is not in brackets: generics and arguments hold paths of their own. */
function lastSlash(name: string): number {
  let cut = 0;
  forEachOutside(name, (letter, at) => {
    if (letter === '/') cut = at + 1;
  });
  return cut;
}

function functionStart(name: string): number {
  const starts = [lastSlash(name)];
  forEachOutside(name, (letter, at) => {
    if (letter === '.' || (letter === ':' && name[at - 1] === ':')) starts.push(at + 1);
  });
  let last = starts.length - 1;
  // Each part once: what follows it was one of a closure, too.
  while (
    last > 0 &&
    name
      .slice(starts[last], starts[last + 1])
      .split('.')
      .every(isClosurePart)
  )
    last--;
  return starts[last]!;
}

function isClosurePart(part: string): boolean {
  return part === '' || CLOSURE.test(part);
}

function forEachOutside(name: string, visit: (letter: string, at: number) => void): void {
  let depth = 0;
  for (let at = 0; at < name.length; at++) {
    const letter = name[at]!;
    if (OPENING.includes(letter)) depth++;
    else if (CLOSING.includes(letter)) depth = Math.max(0, depth - 1);
    else if (depth === 0) visit(letter, at);
  }
}
