import { overlaps } from '#comparison';
import type { Milliseconds, TimeRange } from '#series';
import type { ViewState } from '../../state/view/view-state';

/** What is drawn of each side; one timeline holds both where they are the same. */
export interface SideRanges {
  readonly baseline: TimeRange;
  readonly comparison: TimeRange;
}

/**
 * The page's range for both while it shows both windows. A window that is far from it has a timeline of its own, as long as the page's
 * range, with the windows one below the other: a range that held both would show each as a sliver.
 */
export function sideRanges(
  { baseline, comparison }: Pick<ViewState, 'baseline' | 'comparison'>,
  range: TimeRange,
): SideRanges {
  const [before, after] = [baseline.window ?? range, comparison.window ?? range];
  const [seesBefore, seesAfter] = [before, after].map((window) => overlaps(window, range));
  if (seesBefore && seesAfter) return { baseline: range, comparison: range };
  const apart = before.start - after.start;
  if (seesBefore) return { baseline: range, comparison: shifted(range, -apart) };
  const around = seesAfter ? range : shifted(range, middleOf(after) - middleOf(range));
  return { baseline: shifted(around, apart), comparison: around };
}

function shifted({ start, end }: TimeRange, by: Milliseconds): TimeRange {
  return { start: start + by, end: end + by };
}

const middleOf = ({ start, end }: TimeRange) => Math.round((start + end) / 2);
