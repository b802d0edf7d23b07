import type { CallTree } from '#profile';
import { formatPercent } from '../format';
import type { ColourScheme } from './colour/colour-scheme';
import { HATCH_INK, HATCH_LINES, HATCH_PX, paletteOf, type FrameMark } from './colour/palette';
import { nodeName } from './describe';
import { layoutFrames } from './canvas/layout';

export interface SvgQuestion {
  readonly tree: CallTree;
  /** `buildWidths` */
  readonly widths: Float64Array;
  readonly colour: ColourScheme;
  /** '': what is around the picture says it. */
  readonly title: string;
  /** Under the title: ranges, unit, normalisation. */
  readonly lines: readonly string[];
  /** What a frame's values are, for its tooltip. */
  readonly valueOf: (node: number) => string;
}

const WIDTH = 1200;
const ROW = 18;
const MARGIN = 12;
const TITLE = 20;
const LINE = 16;
/** Of a letter, on average; a picture cannot measure. */
const LETTER = 6.3;
const FOLDED_FILL = '#e4e5e9';
const LEGEND = 24;
const MARKS: readonly FrameMark[] = ['new', 'gone', 'negative'];

/**
 * A flame graph as a picture that needs nothing else: title, facts, legend, frames with tooltips. What is too narrow is gathered, `(12 frames, 0.4 %)`, so that
 * nothing is missing without a word. Light, as paper is.
 */
export function flameGraphSvg(question: SvgQuestion): string {
  const { tree, widths, colour, title, lines, valueOf } = question;
  const { folded, narrow, ...boxes } = layoutFrames(tree, {
    ...{ widths, focus: 0, widthPx: WIDTH - 2 * MARGIN },
  });
  const { fills, ink } = paletteOf(colour.palette, false);
  const isChange = colour.palette === 'change';
  const head = MARGIN + (title === '' ? 0 : TITLE + 4) + lines.length * LINE;
  const top = head + (isChange ? LEGEND : 0) + 4;
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
    return frame(at, { fill: fills[colour.slotOf(node)]!, mark, label: name, tip });
  });
  const gathered = Array.from(folded.node, (_, i) => {
    const at = { ...place(folded.x[i]!, folded.row[i]!), width: folded.width[i]! };
    const label = `(${folded.frames[i]} frames, ${formatPercent(folded.share[i]!)})`;
    return frame(at, { fill: FOLDED_FILL, mark: undefined, label, tip: label });
  });
  const left = `${narrow.frames} frames too narrow to be drawn one by one: ${formatPercent(narrow.share)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Inter, Helvetica, Arial, sans-serif" font-size="11" fill="${ink}">`,
    `<title>${xml(title)}</title>`,
    `<defs>${MARKS.map(hatch).join('')}</defs>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    text(MARGIN, MARGIN + 14, title, 'font-size="15" font-weight="500"'),
    ...lines.map((line, i) => text(MARGIN, MARGIN + TITLE + 12 + i * LINE, line, 'fill="#585b63"')),
    ...(isChange ? [legend(fills, head)] : []),
    ...frames,
    ...gathered,
    ...(narrow.frames > 0 ? [text(MARGIN, height - MARGIN, left, 'fill="#585b63"')] : []),
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
  const letters = Math.floor((at.width - 6) / LETTER);
  const label =
    letters < 3
      ? ''
      : text(
          at.x + 3,
          at.y + 12.5,
          look.label.length > letters ? `${look.label.slice(0, letters - 1)}…` : look.label,
        );
  const hatched = look.mark ? `<rect ${box} fill="url(#${look.mark})"/>` : '';
  return `<g><title>${xml(look.tip)}</title><rect ${box} fill="${look.fill}"/>${hatched}${label}</g>`;
}

function legend(fills: readonly string[], y: number): string {
  const swatches = fills.map(
    (fill, i) =>
      `<rect x="${MARGIN + 46 + i * 14}" y="${y}" width="13" height="11" fill="${fill}"/>`,
  );
  const end = MARGIN + 46 + fills.length * 14;
  const marks = (['new', 'gone'] as const).map((mark, i) => {
    const x = end + 60 + i * 60;
    const fill = fills[mark === 'new' ? fills.length - 1 : 0]!;
    const box = `x="${x}" y="${y}" width="16" height="11"`;
    return `<rect ${box} fill="${fill}"/><rect ${box} fill="url(#${mark})"/>${text(x + 20, y + 10, mark)}`;
  });
  return `<g>${text(MARGIN, y + 10, '−100 %')}${swatches.join('')}${text(end + 4, y + 10, '+100 %')}${marks.join('')}</g>`;
}

function hatch(mark: FrameMark): string {
  return `<pattern id="${mark}" width="${HATCH_PX}" height="${HATCH_PX}" patternUnits="userSpaceOnUse"><path d="${HATCH_LINES[mark]}" stroke="${HATCH_INK}" stroke-width="1.5" fill="none"/></pattern>`;
}

function text(x: number, y: number, words: string, more = ''): string {
  return `<text x="${x.toFixed(2)}" y="${y}"${more === '' ? '' : ` ${more}`}>${xml(words)}</text>`;
}

/** Names come from strangers: no mark-up, and no character that XML does not know. */
function xml(words: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return words
    .replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => entities[character]!);
}
