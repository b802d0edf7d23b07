import {
  HIERARCHY_KINDS,
  membersOf,
  readLabel,
  type Milliseconds,
  type TimeRange,
  type TopologyAliases,
  type TopologyLabel,
} from '#series';
import type { Annotation } from './annotations';

export interface AnnotationWindows {
  readonly baseline: TimeRange;
  readonly comparison: TimeRange;
}

export interface AnnotationNeighbours {
  /** The page's range: what is after it is not known yet. */
  readonly range: TimeRange;
  /** All annotations; a window ends where another start, restart or deploy of the same process is. */
  readonly annotations: readonly Annotation[];
  /** Between two scrapes. A profile that was being taken at the annotation is of neither side, so the baseline ends this much before. */
  readonly interval: Milliseconds;
  readonly aliases: TopologyAliases;
}

const SHORTEST_MS = 60_000;
const LONGEST_MS = 3_600_000;

/**
 * Before against after: two windows of one length around an annotation, a sixth of the range each, at least a minute and at most an hour. An
 * alert is compared as long as it fired, up to an hour, with as long before. A window is shorter where the range ends, or where another beginning of the
 * same process is between, but never shorter than three scrapes, so that there is something to compare.
 */
export function annotationWindows(
  annotation: Annotation,
  of: AnnotationNeighbours,
): AnnotationWindows {
  const { range, interval } = of;
  const least = Math.max(3 * interval, 1000);
  const usual = Math.min(Math.max((range.end - range.start) / 6, SHORTEST_MS), LONGEST_MS);
  const fired =
    annotation.end === undefined ? usual : Math.min(annotation.end - annotation.time, LONGEST_MS);
  const { before, after } = roomAround(annotation, of);
  const length = Math.round(Math.max(Math.min(fired, before - interval, after), least));
  return {
    baseline: { start: annotation.time - interval - length, end: annotation.time - interval - 1 },
    comparison: { start: annotation.time, end: annotation.time + length - 1 },
  };
}

function roomAround(annotation: Annotation, { range, annotations, aliases }: AnnotationNeighbours) {
  const others = annotations.filter(
    (other) =>
      other.kind !== 'alert' &&
      other.kind !== 'change' &&
      other.time !== annotation.time &&
      isOfSame(annotation, other, aliases),
  );
  let [before, after] = [-Infinity, range.end];
  for (const { time } of others)
    if (time < annotation.time) before = Math.max(before, time);
    else after = Math.min(after, time);
  return { before: annotation.time - before, after: after - annotation.time };
}

const MEMBERS = HIERARCHY_KINDS.flatMap((kind) => membersOf(kind).member?.label ?? []);
const OWN_LABELS: readonly TopologyLabel[] = ['juju_model_uuid', ...MEMBERS];

/** By what both are labelled with: an alert has fewer labels than a process. */
function isOfSame(a: Annotation, b: Annotation, aliases: TopologyAliases): boolean {
  return OWN_LABELS.every((label) => {
    const [left, right] = [a, b].map(({ labels }) => readLabel(labels, label, aliases));
    return left === '' || right === '' || left === right;
  });
}
