import type { CallTree } from '#profile';
import { signOfSlot, type ColourScheme } from '../colour/colour-scheme';
import { nodeName } from '../describe';
import { foldedTexts } from '../narrow-text';
import { foldedIn } from './folded';
import { layoutFrames, rowCountOf, rowsOf } from './layout';
import type { FoldedLook, Look, Scene } from './paint';
import type { Palette } from '../colour/palette';

export interface SceneQuestion {
  readonly tree: CallTree;
  readonly widths: Float64Array;
  readonly focus: number;
  readonly widthPx: number;
  readonly colour: ColourScheme;
  readonly palette: Palette;
  /** One byte a row of the frame table, 1 where a search matches. Absent: nothing is searched. */
  readonly matches: Uint8Array | undefined;
  readonly font: string;
  readonly background: string;
  readonly foldedLook: FoldedLook;
}

/** Lays the frames out and says how each looks; the height is the caller's. */
export function buildScene(question: SceneQuestion): Omit<Scene, 'heightPx'> {
  const { tree, widthPx, font, background, foldedLook } = question;
  const { folded, narrow, ...boxes } = layoutFrames(tree, question);
  const rowCount = Math.max(rowCountOf(boxes), rowCountOf(folded));
  return {
    boxes,
    rows: rowsOf(boxes, rowCount),
    narrow,
    folded,
    foldedRows: rowsOf(folded, rowCount),
    foldedLook,
    foldedTextsOf: (box) => foldedTexts(foldedIn(folded, box)),
    widthPx,
    lookOf: buildLooks(question),
    nameOf: (node) => nodeName(tree, node),
    font,
    background,
  };
}

function buildLooks({ tree, colour, palette, matches }: SceneQuestion): (node: number) => Look {
  const { fills, ink, dimFills, dimInk } = palette;
  const signs = fills.map((_, slot) => signOfSlot(colour, slot));
  const looksOf = (colours: readonly string[], own: Pick<Look, 'ink' | 'dim'>) =>
    colours.map((fill, slot): Look => ({ ...own, fill, presence: undefined, sign: signs[slot]! }));
  const bright = looksOf(fills, { ink, dim: false });
  const dimmed = looksOf(dimFills, { ink: dimInk, dim: true });
  return (node) => {
    const dim = matches !== undefined && node > 0 && matches[tree.frame[node]!] === 0;
    const look = (dim ? dimmed : bright)[colour.slotOf(node)]!;
    const presence = colour.presenceOf(node);
    return presence ? { ...look, presence } : look;
  };
}
