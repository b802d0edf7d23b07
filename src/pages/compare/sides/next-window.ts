import { overlaps } from '#comparison';
import type { TimeRange } from '#series';

/**
 * The window of the same length nearest to one without profiles where there are some, apart from what it must not share a scrape with. A
 * shorter one where that is all there is; undefined: there is no place for it.
 */
export function nextWindow(
  window: TimeRange,
  extent: TimeRange,
  apartFrom: TimeRange | undefined,
): TimeRange | undefined {
  const rooms = apartFrom
    ? [
        { start: extent.start, end: Math.min(extent.end, apartFrom.start - 1) },
        { start: Math.max(extent.start, apartFrom.end + 1), end: extent.end },
      ]
    : [extent];
  const places = rooms.filter(({ start, end }) => start < end).map((room) => within(room, window));
  const distance = (one: TimeRange) => Math.abs(one.start - window.start);
  const whole = (one: TimeRange) => Number(lengthOf(one) < lengthOf(window));
  const [best] = places.sort((a, b) => whole(a) - whole(b) || distance(a) - distance(b));
  return best && !(apartFrom && overlaps(best, apartFrom)) ? best : undefined;
}

function within(room: TimeRange, window: TimeRange): TimeRange {
  const length = Math.min(lengthOf(window), lengthOf(room));
  const start = Math.min(Math.max(window.start, room.start), room.end - length);
  return { start, end: start + length };
}

const lengthOf = ({ start, end }: TimeRange) => end - start;
