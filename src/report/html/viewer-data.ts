import { boundFrames, type FrameBounds } from './bounded-frames';
import type { FrameMark, ReportColours, ReportPicture } from './report-question';

/** What the script of a report reads: the frames callers first, every text once. */
export interface ViewerData {
  /** `baseline`, `comparison`; of one profile `total`. */
  readonly columns: readonly string[];
  readonly texts: readonly string[];
  readonly frames: readonly ViewerFrame[];
  readonly light: ReportColours;
  readonly dark: ReportColours;
}

/** Numbers of texts are places in `texts`; `facts` are label and value by turns. */
type ViewerFrame = readonly [
  level: number,
  name: number,
  slot: number,
  mark: FrameMark | 'gathered' | '',
  width: number,
  totals: readonly number[],
  facts: readonly number[],
];

export function viewerData(
  picture: ReportPicture,
  columns: readonly string[],
  bounds: FrameBounds,
): ViewerData {
  const { tree, widths } = picture;
  const texts: string[] = [];
  const places = new Map<string, number>();
  const place = (text: string) => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const whole = widths[0]! || 1;
  const frames = boundFrames(tree, widths, bounds).map((frame): ViewerFrame => {
    const { node, level, width, totals, gathered } = frame;
    if (gathered !== undefined) {
      const name = place(gatheredName(gathered, width / whole));
      return [level, name, 0, 'gathered', width, totals, []];
    }
    const facts = picture.factsOf(node).flatMap(({ label, value }) => [place(label), place(value)]);
    const mark = picture.markOf(node) ?? '';
    const name = place(picture.nameOf(node));
    return [level, name, picture.slotOf(node), mark, width, totals, facts];
  });
  return { columns, texts, frames, light: picture.light, dark: picture.dark };
}

/** `(12 frames, 0.4 %)` */
function gatheredName(frames: number, share: number): string {
  return `(${frames} ${frames === 1 ? 'frame' : 'frames'}, ${Number((share * 100).toPrecision(2))} %)`;
}
