import type { TimeRange } from '#series';
import type { Annotation } from '#targets';
import { boxOf, xOf, type TimeScale } from '../plot/time-scale';

/** Width of a glyph; marks that are closer are one. */
export const MARK_PX = 18;

/** Marks that share a glyph, in time order; its middle, and how far it is from there to the next one or the end. */
export interface MarkGroup {
  readonly marks: readonly [Annotation, ...Annotation[]];
  readonly x: number;
  readonly roomPx: number;
}

/** The stretch that a mark is of; a moment has no length. */
export function stretchOf({ time, end = time }: Annotation): TimeRange {
  return { start: time, end: Math.max(time, end) };
}

/** Glyphs from left to right, at least a glyph's width apart. What began before the range stands at its edge, what is outside nowhere. */
export function groupMarks(marks: readonly Annotation[], scale: TimeScale): readonly MarkGroup[] {
  const groups: { x: number; marks: [Annotation, ...Annotation[]] }[] = [];
  for (const { x, mark } of placedMarks(marks, scale)) {
    const last = groups.at(-1);
    if (last && x - last.x < MARK_PX) last.marks.push(mark);
    else groups.push({ x, marks: [mark] });
  }
  return groups.map((group, i) => ({
    ...group,
    roomPx: (groups[i + 1]?.x ?? scale.widthPx) - group.x,
  }));
}

function placedMarks(marks: readonly Annotation[], scale: TimeScale) {
  return marks
    .filter(({ time }) => Number.isFinite(time))
    .flatMap((mark) => {
      const box = boxOf(scale, stretchOf(mark));
      return box ? [{ mark, x: box.left }] : [];
    })
    .sort((a, b) => a.mark.time - b.mark.time);
}

/** Where a line stands for a moment of the range, one a pixel and kind however many marks fall on it. */
export function markLines(
  marks: readonly Annotation[],
  scale: TimeScale,
): readonly { readonly x: number; readonly kind: Annotation['kind'] }[] {
  const lines = new Map<string, { x: number; kind: Annotation['kind'] }>();
  for (const { time, kind } of marks) {
    if (!(time >= scale.range.start && time <= scale.range.end)) continue;
    const x = Math.round(xOf(scale, time));
    lines.set(`${x} ${kind}`, { x, kind });
  }
  return [...lines.values()];
}

/** What lasted, as far as the range shows it; stretches that overlap are one, so that none is drawn twice as dark. */
export function markStretches(
  marks: readonly Annotation[],
  scale: TimeScale,
): readonly { readonly left: number; readonly width: number }[] {
  const boxes = marks
    .filter(({ time, end }) => end !== undefined && end > time)
    .flatMap((mark) => boxOf(scale, stretchOf(mark)) ?? [])
    .sort((a, b) => a.left - b.left);
  const united: { left: number; width: number }[] = [];
  for (const box of boxes) {
    const last = united.at(-1);
    if (!last || box.left > last.left + last.width) united.push({ ...box });
    else last.width = Math.max(last.width, box.left + box.width - last.left);
  }
  return united;
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowRight', 1],
  ['ArrowLeft', -1],
  ['Home', -Infinity],
  ['End', Infinity],
]);

/** The glyph that a key leads to from the one at `place`; undefined for other keys. */
export function stepMark(key: string, place: number, count: number): number | undefined {
  const step = STEPS.get(key);
  return step === undefined ? undefined : Math.min(Math.max(place + step, 0), count - 1);
}
