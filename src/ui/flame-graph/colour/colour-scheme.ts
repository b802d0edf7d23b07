import { compareAt, oneSided, type ComparisonRow } from '#comparison';
import { packageOf, type CallTree } from '#profile';
import { CATEGORY_SLOTS, type FrameMark, type PaletteName } from './palette';

/** Which colour of a palette each node has; the theme decides how it looks. */
export interface ColourScheme {
  readonly palette: PaletteName;
  slotOf(node: number): number;
  presenceOf(node: number): FrameMark | undefined;
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

/**
 * Orange where the total grew, blue where it shrank, the stronger the more, relative to the baseline. The tree has both. Grey where the frame (a row
 * of `frames`, -1 the root) is no more than noise.
 */
export function colourByChange(
  { columns, frame }: CallTree,
  isNoise: (frame: number) => boolean = () => false,
): ColourScheme {
  const isGrey = (node: number) => isNoise(frame[node]!);
  return {
    palette: 'change',
    slotOf: (node) => (isGrey(node) ? UNCHANGED_SLOT : changeSlot(compareAt(columns, node))),
    presenceOf: (node) => (isGrey(node) ? undefined : oneSided(compareAt(columns, node))),
  };
}

/** 0 gone or halved to nothing … 5 unchanged … 10 doubled or new. */
export function changeSlot({ delta, change }: ComparisonRow): number {
  if (delta.total === 0) return UNCHANGED_SLOT;
  const size = Math.abs(change.total ?? Infinity);
  const step = CHANGE_STEPS.findIndex((end) => size < end);
  return UNCHANGED_SLOT + Math.sign(delta.total) * (step < 0 ? CHANGE_STEPS.length : step);
}

/** A frame of a single profile is as wide as its magnitude, so that a negative one is to be told from others. */
export function markOf({ columns }: CallTree, node: number): FrameMark | undefined {
  return columns.length === 1 && columns[0]!.total[node]! < 0 ? 'negative' : undefined;
}

function colourByText(tree: CallTree, textOf: (row: number) => string): ColourScheme {
  const slots = new Map<string, number>();
  // Of what is drawn only: most of a large profile's functions never are.
  const slotOfRow = new Int8Array(tree.frames.functionName.length).fill(-1);
  const slotOf = (row: number) => {
    if (slotOfRow[row]! >= 0) return slotOfRow[row]!;
    const text = textOf(row);
    const slot = slots.get(text) ?? textSlot(text);
    slots.set(text, slot);
    return (slotOfRow[row] = slot);
  };
  return {
    palette: 'category',
    // The hatches have one colour, that of no category.
    slotOf: (node) => (markOf(tree, node) || tree.frame[node]! < 0 ? 0 : slotOf(tree.frame[node]!)),
    presenceOf: (node) => markOf(tree, node),
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
