import { formatDuration } from '#series';
import type { Annotation } from '#targets';
import { rangeOf } from './annotation-layout';
import { formatRange, formatTime } from '../time-text';

const KINDS = ['alert', 'deploy', 'restart', 'change', 'start'] as const;

/** `2 alerts, 1 deploy`, in the order of how much they matter. */
export function countAnnotations(annotations: readonly Annotation[]): string {
  return KINDS.map((kind) => ({
    kind,
    count: annotations.filter((annotation) => annotation.kind === kind).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}${count === 1 ? '' : 's'}`)
    .join(', ');
}

/** What matters most among the annotations of one glyph: it gives the glyph its look. */
export function leadingKind(annotations: readonly Annotation[]): Annotation['kind'] {
  return (
    KINDS.find((kind) => annotations.some((annotation) => annotation.kind === kind)) ?? 'start'
  );
}

/** Beside a glyph: `deploy`, or of several `2 alerts`, `2 alerts, 1 deploy`. */
export function glyphLabel(annotations: readonly Annotation[]): string {
  return annotations.length === 1 ? annotations[0]!.kind : countAnnotations(annotations);
}

/** When: a moment, or from when to when and how long. */
export function annotationTime(annotation: Annotation, timeZone: string | undefined): string {
  const range = rangeOf(annotation);
  if (range.end === range.start) return formatTime(annotation.time, 'moment', timeZone);
  return `${formatRange(range, timeZone)} · ${formatDuration(range.end - range.start)}`;
}
