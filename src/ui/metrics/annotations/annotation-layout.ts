import type { Milliseconds, TimeRange } from '#series';
import type { Annotation } from '#targets';
import { boxOf, xOf, type TimeScale } from '../plot/time-scale';

/** Width of a glyph; annotations that are closer are one. */
export const GLYPH_WIDTH_PX = 18;

/** Annotations that share a glyph, in time order; its middle, and how far it is from there to the next one or the end. */
export interface AnnotationGroup {
  readonly annotations: readonly [Annotation, ...Annotation[]];
  readonly x: number;
  readonly availablePx: number;
  /** When the chart does. */
  readonly begins: Milliseconds;
}

/** The range that an annotation is of; a moment has no length. */
export function rangeOf({ time, end = time }: Annotation): TimeRange {
  return { start: time, end: Math.max(time, end) };
}

/** Glyphs from left to right, at least a glyph's width apart. What began before the range stands at its edge, what is outside nowhere. */
export function groupAnnotations(
  annotations: readonly Annotation[],
  scale: TimeScale,
): readonly AnnotationGroup[] {
  const groups: { x: number; annotations: [Annotation, ...Annotation[]] }[] = [];
  for (const { x, annotation } of placedAnnotations(annotations, scale)) {
    const last = groups.at(-1);
    if (last && x - last.x < GLYPH_WIDTH_PX) last.annotations.push(annotation);
    else groups.push({ x, annotations: [annotation] });
  }
  return groups.map((group, i) => ({
    ...group,
    begins: scale.range.start,
    availablePx: (groups[i + 1]?.x ?? scale.widthPx) - group.x,
  }));
}

function placedAnnotations(annotations: readonly Annotation[], scale: TimeScale) {
  return annotations
    .filter(({ time }) => Number.isFinite(time))
    .flatMap((annotation) => {
      const box = boxOf(scale, rangeOf(annotation));
      return box ? [{ annotation, x: box.left }] : [];
    })
    .sort((a, b) => a.annotation.time - b.annotation.time);
}

/** Where a line stands for a moment of the range, one a pixel and kind however many annotations fall on it. */
export function annotationLines(
  annotations: readonly Annotation[],
  scale: TimeScale,
): readonly { readonly x: number; readonly kind: Annotation['kind'] }[] {
  const lines = new Map<string, { x: number; kind: Annotation['kind'] }>();
  for (const { time, kind } of annotations) {
    if (!(time >= scale.range.start && time <= scale.range.end)) continue;
    const x = Math.round(xOf(scale, time));
    lines.set(`${x} ${kind}`, { x, kind });
  }
  return [...lines.values()];
}

/** What lasted, as far as the range shows it; ranges that overlap are one, so that none is drawn twice as dark. */
export function annotationRanges(
  annotations: readonly Annotation[],
  scale: TimeScale,
): readonly { readonly left: number; readonly width: number }[] {
  const boxes = annotations
    .filter(({ time, end }) => end !== undefined && end > time)
    .flatMap((annotation) => boxOf(scale, rangeOf(annotation)) ?? [])
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
export function stepAnnotation(key: string, place: number, count: number): number | undefined {
  const step = STEPS.get(key);
  return step === undefined ? undefined : Math.min(Math.max(place + step, 0), count - 1);
}
