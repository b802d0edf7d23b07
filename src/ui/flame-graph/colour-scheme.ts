import { packageOf, type CallTree, type Column } from '#profile';
import { CATEGORY_SLOTS } from './palette';

export type PaletteName = 'category' | 'change';

/** A frame that only one side has: also a hatch and a word, as colour alone says nothing to some. */
export type Mark = 'new' | 'gone';

/** Which colour of a palette each node has; the theme decides how it looks. */
export interface ColourScheme {
  readonly palette: PaletteName;
  slotOf(node: number): number;
  markOf(node: number): Mark | undefined;
}

/** One colour a package, a binary where the name tells no package; the same package has the same colour in every profile. */
export function colourByPackage(tree: CallTree): ColourScheme {
  const { functionName, mapping } = tree.frames;
  return colourByText(tree, (row) => packageOf(functionName[row]!) || mapping[row]!);
}

/** One colour a binary. */
export function colourByBinary(tree: CallTree): ColourScheme {
  return colourByText(tree, (row) => tree.frames.mapping[row]!);
}

/** Upper ends of the steps of |comparison - baseline| ÷ baseline; below the first a frame counts as unchanged. */
export const CHANGE_STEPS = [0.02, 0.1, 0.25, 0.5, 1] as const;
export const UNCHANGED_SLOT = CHANGE_STEPS.length;

/** Orange where the total grew, blue where it shrank, the stronger the more, relative to the baseline. */
export function colourByChange(baseline: Column, comparison: Column): ColourScheme {
  return {
    palette: 'change',
    slotOf: (node) => changeSlot(baseline.total[node]!, comparison.total[node]!),
    markOf: (node) => markOf(baseline, comparison, node),
  };
}

/** `new` and `gone` by both self and total: with negative values a total can be 0 although the frame is there. */
export function markOf(baseline: Column, comparison: Column, node: number): Mark | undefined {
  const was = baseline.self[node] !== 0 || baseline.total[node] !== 0;
  const is = comparison.self[node] !== 0 || comparison.total[node] !== 0;
  if (was === is) return undefined;
  return is ? 'new' : 'gone';
}

/** 0 gone or halved to nothing … 5 unchanged … 10 doubled or new. */
export function changeSlot(baseline: number, comparison: number): number {
  const delta = comparison - baseline;
  if (delta === 0) return UNCHANGED_SLOT;
  const size = Math.abs(delta / baseline);
  const step = CHANGE_STEPS.findIndex((end) => size < end);
  return UNCHANGED_SLOT + Math.sign(delta) * (step < 0 ? CHANGE_STEPS.length : step);
}

function colourByText(tree: CallTree, textOf: (row: number) => string): ColourScheme {
  const slots = new Map<string, number>();
  const slotOfRow = tree.frames.functionName.map((_, row) => {
    const text = textOf(row);
    const slot = slots.get(text) ?? textSlot(text);
    slots.set(text, slot);
    return slot;
  });
  return {
    palette: 'category',
    slotOf: (node) => slotOfRow[tree.frame[node]!] ?? 0,
    markOf: () => undefined,
  };
}

/** Of the whole text: names that begin alike (`github.com/…`) must not look alike. '' has no category. */
export function textSlot(text: string): number {
  if (text === '') return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  hash ^= hash >>> 15;
  return 1 + ((hash >>> 0) % (CATEGORY_SLOTS - 1));
}
