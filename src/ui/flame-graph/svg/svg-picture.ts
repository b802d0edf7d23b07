import type { CallTree } from '#profile';
import { formatPercent } from '../../format';
import { fitFrameLabel } from '../canvas/label';
import { signOfSlot, type ColourScheme } from '../colour/colour-scheme';
import { HATCH_INK, HATCH_LINES, HATCH_PX, paletteOf, type FrameMark } from '../colour/palette';
import { nodeName } from '../describe';
import { layoutFrames } from '../canvas/layout';
import { svgLegend, type LegendKey } from './svg-legend';
import { svgText, xmlText } from './svg-text';
import { widthOfText, wrapText } from './wrap-text';

export interface SvgQuestion {
  readonly tree: CallTree;
  /** `buildWidths` */
  readonly widths: Float64Array;
  readonly colour: ColourScheme;
  /** '': what is around the picture says it. */
  readonly title: string;
  /** Under the title: ranges, unit, normalisation. */
  readonly lines: readonly string[];
  /** What colours, hatches and widths mean. */
  readonly legend: readonly LegendKey[];
  /** What a frame's values are, for its tooltip. */
  readonly valueOf: (node: number) => string;
}

const WIDTH = 1200;
const ROW = 18;
const MARGIN = 12;
const ROOM = WIDTH - 2 * MARGIN;
const TITLE = 20;
const LINE = 16;
const [TITLE_PX, TEXT_PX] = [15, 11];
/** On both sides of a label together. */
const LABEL_MARGIN = 6;
const measure = (text: string) => widthOfText(text, TEXT_PX);
const FOLDED_FILL = '#e4e5e9';
const MARKS: readonly FrameMark[] = ['new', 'gone', 'negative'];

/**
 * A flame graph as a picture that needs nothing else: title, facts, legend, frames with tooltips. What is too narrow is gathered, `(12 frames, 0.4 %)`, so that
 * nothing is missing without a word. Light, as paper is.
 */
export function flameGraphSvg(question: SvgQuestion): string {
  const { tree, widths, colour, legend, valueOf } = question;
  const title = question.title === '' ? [] : wrapText(question.title, TITLE_PX, ROOM);
  const lines = question.lines.flatMap((line) => wrapText(line, TEXT_PX, ROOM));
  const { folded, narrow, ...boxes } = layoutFrames(tree, {
    ...{ widths, focus: 0, widthPx: ROOM },
  });
  const { fills, ink } = paletteOf(colour.palette, false);
  const underTitle = MARGIN + (title.length > 0 ? title.length * TITLE + 4 : 0);
  const head = underTitle + lines.length * LINE;
  const key = svgLegend(
    { palette: colour.palette, fills, keys: legend },
    { x: MARGIN, y: head + 4, width: ROOM, fontSize: TEXT_PX },
  );
  const top = head + (key.height > 0 ? key.height + 4 : 0) + 4;
  const deepest = (of: ArrayLike<number>) =>
    Array.from(of).reduce((most, row) => Math.max(most, row), 0);
  const rows = Math.max(deepest(boxes.row), deepest(folded.row)) + 1;
  const height = top + rows * ROW + MARGIN + (narrow.frames > 0 ? LINE : 0);
  const place = (x: number, row: number) => ({ x: MARGIN + x, y: top + row * ROW });
  const frames = Array.from(boxes.node, (node, i) => {
    const name = nodeName(tree, node);
    const mark = colour.presenceOf(node);
    const at = { ...place(boxes.x[i]!, boxes.row[i]!), width: boxes.width[i]! };
    const share = formatPercent(widths[node]! / (widths[0]! || 1));
    const tip = `${name}\n${valueOf(node)} · ${share} of the width`;
    const slot = colour.slotOf(node);
    const said = { name, presence: mark, sign: signOfSlot(colour, slot) };
    const label = fitFrameLabel(said, at.width - LABEL_MARGIN, measure);
    return frame(at, { fill: fills[slot]!, mark, label, tip });
  });
  const gathered = Array.from(folded.node, (_, i) => {
    const at = { ...place(folded.x[i]!, folded.row[i]!), width: folded.width[i]! };
    const tip = `(${folded.frames[i]} frames, ${formatPercent(folded.share[i]!)})`;
    const label = measure(tip) <= at.width - LABEL_MARGIN ? tip : '';
    return frame(at, { fill: FOLDED_FILL, mark: undefined, label, tip });
  });
  const left = `${narrow.frames} frames too narrow to be drawn one by one: ${formatPercent(narrow.share)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Inter, Helvetica, Arial, sans-serif" font-size="11" fill="${ink}">`,
    `<title>${xmlText(question.title)}</title>`,
    `<defs>${MARKS.map(hatch).join('')}</defs>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...title.map((line, i) =>
      svgText(MARGIN, MARGIN + 14 + i * TITLE, line, `font-size="${TITLE_PX}" font-weight="500"`),
    ),
    ...lines.map((line, i) => svgText(MARGIN, underTitle + 8 + i * LINE, line, 'fill="#585b63"')),
    `<g>${key.svg.join('')}</g>`,
    ...frames,
    ...gathered,
    ...(narrow.frames > 0 ? [svgText(MARGIN, height - MARGIN, left, 'fill="#585b63"')] : []),
    '</svg>',
    '',
  ].join('\n');
}

interface Look {
  readonly fill: string;
  readonly mark: FrameMark | undefined;
  readonly label: string;
  readonly tip: string;
}

function frame(at: { x: number; y: number; width: number }, look: Look): string {
  const box = `x="${at.x.toFixed(2)}" y="${at.y}" width="${Math.max(0.2, at.width - 0.6).toFixed(2)}" height="${ROW - 1}"`;
  const label = look.label === '' ? '' : svgText(at.x + LABEL_MARGIN / 2, at.y + 12.5, look.label);
  const hatched = look.mark ? `<rect ${box} fill="url(#${look.mark})"/>` : '';
  return `<g><title>${xmlText(look.tip)}</title><rect ${box} fill="${look.fill}"/>${hatched}${label}</g>`;
}

function hatch(mark: FrameMark): string {
  return `<pattern id="${mark}" width="${HATCH_PX}" height="${HATCH_PX}" patternUnits="userSpaceOnUse"><path d="${HATCH_LINES[mark]}" stroke="${HATCH_INK}" stroke-width="1.5" fill="none"/></pattern>`;
}
