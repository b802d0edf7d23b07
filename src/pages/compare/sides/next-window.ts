import type { TimeRange } from '#series';

/** The other side, where it is of the same selection: the two must share no scrape, and stay in their order. */
export interface OtherSide {
  readonly window: TimeRange;
  /** It has no profiles either. */
  readonly isMissing: boolean;
  /** It is to come before. */
  readonly isEarlier: boolean;
}

/** Windows with profiles, in place of one without. */
export interface NextWindows {
  readonly own: TimeRange;
  /** Where there is no room beside the other side's window that keeps the order: where that is to go. */
  readonly other?: TimeRange;
}

/**
 * The window of the same length nearest to one without profiles where there are some: before the other side's if that is the later one, after
 * it if it is the earlier one. A shorter one where that is all there is; undefined: there is no place for it.
 */
export function nextWindows(
  window: TimeRange,
  extent: TimeRange,
  other: OtherSide | undefined,
): NextWindows | undefined {
  if (!other) return lengthOf(extent) > 0 ? { own: within(extent, window) } : undefined;
  if (!other.isMissing) {
    const room = besideOf(extent, other);
    if (lengthOf(room) > 0) return { own: within(room, window) };
  }
  const pair = inOrder(window, extent, other);
  if (!pair) return undefined;
  return other.isMissing ? { own: pair.own } : pair;
}

function besideOf(extent: TimeRange, { window, isEarlier }: OtherSide): TimeRange {
  return isEarlier
    ? { start: Math.max(extent.start, window.end + 1), end: extent.end }
    : { start: extent.start, end: Math.min(extent.end, window.start - 1) };
}

/** Both, the later one as near to where it was as leaves room for the earlier one; whichever of the two asks, the places are the same. */
function inOrder(window: TimeRange, extent: TimeRange, other: OtherSide) {
  const [first, second] = other.isEarlier ? [other.window, window] : [window, other.window];
  const lengths = lengthOf(first) + lengthOf(second);
  const part = Math.min(1, (lengthOf(extent) - 1) / lengths);
  const cut = (one: TimeRange) => ({
    ...one,
    end: one.start + Math.floor(lengthOf(one) * part),
  });
  const [a, b] = [cut(first), cut(second)];
  if (lengthOf(a) <= 0 || lengthOf(b) <= 0) return undefined;
  const later = within({ ...extent, start: extent.start + lengthOf(a) + 1 }, b);
  const earlier = within({ ...extent, end: later.start - 1 }, a);
  return other.isEarlier ? { own: later, other: earlier } : { own: earlier, other: later };
}

function within(room: TimeRange, window: TimeRange): TimeRange {
  const length = Math.min(lengthOf(window), lengthOf(room));
  const start = Math.min(Math.max(window.start, room.start), room.end - length);
  return { start, end: start + length };
}

const lengthOf = ({ start, end }: TimeRange) => end - start;
