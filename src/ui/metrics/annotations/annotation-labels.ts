import type { Annotation } from '#targets';
import { stretchOf } from './annotation-layout';
import { formatDuration, formatRange, formatTime } from '../time-text';

const KINDS = ['alert', 'deploy', 'restart', 'start'] as const;

/** `2 alerts, 1 deploy`, in the order of how much they matter. */
export function countMarks(marks: readonly Annotation[]): string {
  return KINDS.map((kind) => ({
    kind,
    count: marks.filter((mark) => mark.kind === kind).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}${count === 1 ? '' : 's'}`)
    .join(', ');
}

/** What matters most among the marks of one glyph: it gives the glyph its look. */
export function leadingKind(marks: readonly Annotation[]): Annotation['kind'] {
  return KINDS.find((kind) => marks.some((mark) => mark.kind === kind)) ?? 'start';
}

/** Beside a glyph: `deploy`, or of several `2 alerts`, `2 alerts, 1 deploy`. */
export function glyphWords(marks: readonly Annotation[]): string {
  return marks.length === 1 ? marks[0]!.kind : countMarks(marks);
}

/** When: a moment, or from when to when and how long. */
export function markTime(mark: Annotation, timeZone: string | undefined): string {
  const range = stretchOf(mark);
  if (range.end === range.start) return formatTime(mark.time, 'moment', timeZone);
  return `${formatRange(range, timeZone)} · ${formatDuration(range.end - range.start)}`;
}
