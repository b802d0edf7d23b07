import { clampRange, type Milliseconds, type TimeRange } from '#series';
import type { TimelineWindow, WindowKind } from '../timeline-types';

const SECOND = 1000;
const MINUTE = 60_000;

/** The range between two moments in either order. */
export function between(a: Milliseconds, b: Milliseconds): TimeRange {
  return { start: Math.min(a, b), end: Math.max(a, b) };
}

/** Widened to whole seconds within `bounds`, so that links and labels are short; left as it is when `bounds` is under a minute. */
export function wholeSeconds(range: TimeRange, bounds: TimeRange): TimeRange {
  if (bounds.end - bounds.start < MINUTE) return range;
  const start = Math.floor(range.start / SECOND) * SECOND;
  const end = Math.ceil(range.end / SECOND) * SECOND;
  return clampRange({ start, end }, bounds);
}

export type Edge = 'start' | 'end';

/** The window with one edge put to `time`; past the other edge they change places. */
export function moveEdge(window: TimeRange, edge: Edge, time: Milliseconds): TimeRange {
  return between(edge === 'start' ? window.end : window.start, time);
}

/**
 * The window so much later, as wide as before and no further out of `bounds` than it was; by whole seconds when `bounds` is a minute or more,
 * so that links are short.
 */
export function moveWindow(window: TimeRange, by: Milliseconds, bounds: TimeRange): TimeRange {
  const unit = bounds.end - bounds.start < MINUTE ? 1 : SECOND;
  const width = window.end - window.start;
  const first = Math.min(bounds.start, window.start);
  const last = Math.max(bounds.end - width, window.start);
  const start = Math.min(Math.max(window.start + Math.round(by / unit) * unit, first), last);
  return { start, end: start + width };
}

/** The place of the nearest of `times`, which ascend; -1 when there are none. Of two as near, the earlier. */
export function nearestPlace(times: readonly Milliseconds[], time: Milliseconds): number {
  const after = lowerBound(times, time);
  const [left, right] = [times[after - 1], times[after]];
  if (left === undefined) return right === undefined ? -1 : after;
  if (right === undefined) return after - 1;
  return time - left <= right - time ? after - 1 : after;
}

/** The moment `count` places from `time` on `times`, which ascend; the first or last place where they end. */
export function stepTime(
  times: readonly Milliseconds[],
  time: Milliseconds,
  count: number,
): Milliseconds {
  if (times.length === 0) return time;
  const at = lowerBound(times, time);
  const between = times[at] !== time;
  // From between two places, the first step forward goes to the next place, not past it.
  const place = at + count - (between && count > 0 ? 1 : 0);
  return times[Math.min(Math.max(place, 0), times.length - 1)]!;
}

/** The first place whose time is not before `time`. */
export function lowerBound(times: readonly Milliseconds[], time: Milliseconds): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Which window a dragged range is meant for: the one that it overlaps or has the least between; of several such, the one whose middle is
 * nearest. `window` where there is none.
 */
export function nearestKind(windows: readonly TimelineWindow[], dragged: TimeRange): WindowKind {
  const middle = ({ start, end }: TimeRange) => (start + end) / 2;
  const gap = ({ start, end }: TimeRange) => Math.max(0, start - dragged.end, dragged.start - end);
  const apart = (range: TimeRange) => Math.abs(middle(range) - middle(dragged));
  const [nearest] = [...windows].sort(
    (a, b) => gap(a.range) - gap(b.range) || apart(a.range) - apart(b.range),
  );
  return nearest?.kind ?? 'window';
}
