import type { CallTree } from '#profile';
import type { ColourScheme } from './colour/colour-scheme';
import { HATCH_LINES, paletteOf } from './colour/palette';
import { nodeName, type FrameDescription } from './describe';

export interface HandedPicture {
  readonly tree: CallTree;
  readonly widths: Float64Array;
  readonly colour: ColourScheme;
  /** `buildDescriber` */
  readonly describe: (node: number) => FrameDescription;
  /** What the widths stand for, in words. */
  readonly width: string;
  /** What the colours stand for, in words. */
  readonly colours: readonly string[];
}

/** A flame graph for a report: how each frame looks in either theme, and all that is said of it. */
export function handedPicture(picture: HandedPicture) {
  const { tree, widths, colour, describe, width, colours } = picture;
  const { palette, slotOf, presenceOf } = colour;
  return {
    ...{ tree, widths, slotOf, markOf: presenceOf },
    nameOf: (node: number) => nodeName(tree, node),
    factsOf: (node: number) => describe(node).facts,
    light: paletteOf(palette, false),
    dark: paletteOf(palette, true),
    isChange: palette === 'change',
    legend: [...colours, width],
    hatches: HATCH_LINES,
  };
}
