import { UNCHANGED_SLOT } from '../colour/colour-scheme';
import { CHANGE_WORDS, SHARE_WORDS } from '../colour/legend-words';
import type { FrameMark, PaletteName } from '../colour/palette';
import { widthOfText, wrapText } from './wrap-text';
import { svgText } from './svg-text';

/** One thing that a picture says by colour or hatch, in words. */
export interface LegendKey {
  /** Of the palette; absent: words alone. */
  readonly slot?: number;
  readonly mark?: FrameMark;
  readonly text: string;
}

/** What all pictures of a palette have: a difference its scale and hatches, shares their steps. `grey`: what of a difference is grey besides. */
export function paletteKeys(palette: PaletteName, grey?: string): readonly LegendKey[] {
  if (palette === 'share') return SHARE_WORDS.map((text, slot) => ({ slot, text }));
  if (palette === 'category') return [];
  return [
    { text: CHANGE_WORDS },
    ...(grey === undefined ? [] : [{ slot: UNCHANGED_SLOT, text: grey }]),
    { slot: 2 * UNCHANGED_SLOT, mark: 'new', text: 'new' },
    { slot: 0, mark: 'gone', text: 'gone' },
  ];
}

interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly fontSize: number;
}

const ROW = 18;
const [SWATCH, STEP, GAP] = [16, 14, 18];

/** The legend as it flows in its room, and how high it is. A difference begins with its scale. */
export function svgLegend(
  { palette, fills, keys }: Legend,
  { x: left, y: top, width, fontSize }: Room,
): { readonly svg: readonly string[]; readonly height: number } {
  const svg: string[] = [];
  let [x, y] = [left, top];
  const place = (wide: number) => {
    if (x > left && x + wide > left + width) [x, y] = [left, y + ROW];
    const at = { x, y };
    x += wide + GAP;
    return at;
  };
  if (palette === 'change') {
    const ends = widthOfText('+100 % ', fontSize);
    const at = place(2 * ends + fills.length * STEP);
    svg.push(svgText(at.x, at.y + 10, '−100 %'));
    fills.forEach((fill, slot) =>
      svg.push(swatch({ x: at.x + ends + slot * STEP, y: at.y, width: STEP - 1 }, fill)),
    );
    svg.push(svgText(at.x + ends + fills.length * STEP + 4, at.y + 10, '+100 %'));
  }
  for (const { slot, mark, text } of keys) {
    const before = slot === undefined ? 0 : SWATCH + 4;
    // Words of a stranger may be longer than the picture is wide.
    wrapText(text, fontSize, width - SWATCH - 4).forEach((line, i) => {
      const at = place((i === 0 ? before : 0) + widthOfText(line, fontSize));
      const box = { x: at.x, y: at.y, width: SWATCH };
      if (slot !== undefined && i === 0) svg.push(swatch(box, fills[slot]!));
      if (mark && i === 0) svg.push(swatch(box, `url(#${mark})`));
      svg.push(svgText(at.x + (i === 0 ? before : 0), at.y + 10, line));
    });
  }
  return { svg, height: svg.length === 0 ? 0 : y + ROW - top };
}

interface Legend {
  readonly palette: PaletteName;
  readonly fills: readonly string[];
  readonly keys: readonly LegendKey[];
}

function swatch({ x, y, width }: Omit<Room, 'fontSize'>, fill: string): string {
  return `<rect x="${x.toFixed(2)}" y="${y}" width="${width}" height="11" fill="${fill}"/>`;
}
