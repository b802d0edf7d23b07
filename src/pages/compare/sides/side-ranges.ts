import { overlaps } from '#comparison';
import type { Milliseconds, TimeRange } from '#series';
import type { ViewState } from '../../state/view/view-state';

/** What is drawn of each side; one timeline holds both where they are the same. */
export interface SideRanges {
  readonly baseline: TimeRange;
  readonly comparison: TimeRange;
}

/** Beside a window that is longer than the page's range, of it: its edges are to be seen, and taken hold of. */
const ROOM = 0.1;

/**
 * The page's range for both while it shows both windows. A window that is far from it has a timeline of its own, as long as the page's
 * range, with the windows one below the other: a range that held both would show each as a sliver. Where a window is longer than the page's
 * range, each timeline is longer than that window.
 */
export function sideRanges(
  { baseline, comparison }: Pick<ViewState, 'baseline' | 'comparison'>,
  range: TimeRange,
): SideRanges {
  const [before, after] = [baseline.window ?? range, comparison.window ?? range];
  const apart = before.start - after.start;
  const longest = Math.max(lengthOf(before), lengthOf(after));
  if (longest > lengthOf(range)) {
    const room = Math.ceil((longest * ROOM) / 2);
    const around = { start: after.start - room, end: after.start + longest + room };
    return { baseline: shifted(around, apart), comparison: around };
  }
  const [seesBefore, seesAfter] = [before, after].map((window) => overlaps(window, range));
  if (seesBefore && seesAfter) return { baseline: range, comparison: range };
  if (seesBefore) {
    const around = holding(range, before);
    return { baseline: around, comparison: shifted(around, -apart) };
  }
  const around = seesAfter
    ? holding(range, after)
    : shifted(range, middleOf(after) - middleOf(range));
  return { baseline: shifted(around, apart), comparison: around };
}

/** The range, moved until the window is in it. */
function holding(range: TimeRange, window: TimeRange): TimeRange {
  return shifted(
    range,
    Math.min(0, window.start - range.start) + Math.max(0, window.end - range.end),
  );
}

function shifted({ start, end }: TimeRange, by: Milliseconds): TimeRange {
  return { start: start + by, end: end + by };
}

const middleOf = ({ start, end }: TimeRange) => Math.round((start + end) / 2);
const lengthOf = ({ start, end }: TimeRange) => end - start;
