import type { ColourScheme } from './colour/colour-scheme';
import { HATCH_LINES, paletteOf } from './colour/palette';

/** How the frames of a picture look in either theme, for one that leaves the page. */
export function frameLooks({ palette, slotOf, presenceOf }: ColourScheme) {
  return {
    slotOf,
    markOf: presenceOf,
    light: paletteOf(palette, false),
    dark: paletteOf(palette, true),
    isChange: palette === 'change',
    hatches: HATCH_LINES,
  };
}
