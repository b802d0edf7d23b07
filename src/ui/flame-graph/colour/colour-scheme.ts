import { compareAt, oneSided, type ComparisonRow } from '#comparison';
import { packageOf, type CallTree } from '#profile';
import type { Categories } from './categories';
import { CATEGORY_SLOTS, GREY_SLOTS, type FrameMark, type PaletteName } from './palette';

/** Which colour of a palette each node has; the theme decides how it looks. */
export interface ColourScheme {
  readonly palette: PaletteName;
  slotOf(node: number): number;
  presenceOf(node: number): FrameMark | undefined;
}

/**
 * One colour a package, file or binary, the same in every profile; grey what is not the reader's own. Frames of which the profile does not tell it
 * have none.
 */
export function colourByCategory(
  tree: CallTree,
  { names, isOwn }: Pick<Categories, 'names' | 'isOwn'>,
): ColourScheme {
  const slots = new Map<string, number>();
  const slotOfRow = names.map((name) => {
    const slot = slots.get(name) ?? categorySlot(name, isOwn(name));
    slots.set(name, slot);
    return slot;
  });
  return {
    palette: 'category',
    // A hatch has one colour, that of no category.
    slotOf: (node) => (markOf(tree, node) ? 0 : (slotOfRow[tree.frame[node]!] ?? 0)),
    presenceOf: (node) => markOf(tree, node),
  };
}

/** One colour a package, a binary where the name tells no package. */
export function colourByPackage(tree: CallTree): ColourScheme {
  const { functionName, mapping } = tree.frames;
  const names = functionName.map((name, row) => packageOf(name) || mapping[row]!);
  return colourByCategory(tree, { names, isOwn: () => true });
}

/** The slot of a category, also for its legend. */
export function categorySlot(name: string, isOwn: boolean): number {
  const slot = textSlot(name);
  return isOwn || slot === 0 ? slot : CATEGORY_SLOTS + (slot % GREY_SLOTS);
}

/** Lower ends of the steps of a function's self ÷ the total; below the first a frame is grey. */
export const SELF_STEPS = [0.001, 0.005, 0.02, 0.05, 0.1] as const;

/** The more of the total a function costs itself, the stronger, wherever it is called. `self`: of each row of `frames`. */
export function colourBySelf(
  tree: CallTree,
  { self, whole }: { readonly self: Float64Array; readonly whole: number },
): ColourScheme {
  return {
    palette: 'share',
    slotOf: (node) => {
      const frame = tree.frame[node]!;
      if (frame < 0 || markOf(tree, node)) return 0;
      const share = whole === 0 ? 0 : self[frame]! / whole;
      return SELF_STEPS.filter((step) => share >= step).length;
    },
    presenceOf: (node) => markOf(tree, node),
  };
}

/** Upper ends of the steps of |comparison - baseline| ÷ baseline; below the first a frame counts as unchanged. */
export const CHANGE_STEPS = [0.02, 0.1, 0.25, 0.5, 1] as const;
export const UNCHANGED_SLOT = CHANGE_STEPS.length;

/**
 * Orange where the total grew, blue where it shrank, the stronger the more, relative to the baseline. The tree has both. Grey are the nodes of
 * which nothing is claimed: what is no more than noise, or not what the graph is about.
 */
export function colourByChange(
  { columns }: Pick<CallTree, 'columns'>,
  isGrey: (node: number) => boolean = () => false,
): ColourScheme {
  return {
    palette: 'change',
    slotOf: (node) => (isGrey(node) ? UNCHANGED_SLOT : changeSlot(compareAt(columns, node))),
    presenceOf: (node) => (isGrey(node) ? undefined : oneSided(compareAt(columns, node))),
  };
}

/** As in the table. */
export type ChangeSign = '▲' | '▼' | '';

/** What a slot says besides its colour: of changes whether it grew. */
export function signOfSlot({ palette }: Pick<ColourScheme, 'palette'>, slot: number): ChangeSign {
  if (palette !== 'change' || slot === UNCHANGED_SLOT) return '';
  return slot > UNCHANGED_SLOT ? '▲' : '▼';
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

/** Of the whole text: names that begin alike (`github.com/…`) must not look alike. '' has no category. */
export function textSlot(text: string): number {
  if (text === '') return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  hash ^= hash >>> 15;
  return 1 + ((hash >>> 0) % (CATEGORY_SLOTS - 1));
}
