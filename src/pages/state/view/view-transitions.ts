import type { Milliseconds, RawRange, TimeRange } from '#series';
import { absoluteRange } from '../host';
import type { SideState, ViewState } from './view-state';

/**
 * The comparison page on what the profile page shows: one click keeps type, range and conditions. A window is compared with as
 * much time before it, or, where the range does not reach back so far, after it.
 */
export function compareWith(view: ViewState, range: TimeRange): ViewState {
  const { matchers, window } = view.profile;
  const baseline = { matchers, window: window && besides(window, range) };
  return openAsComparison(view, { baseline, comparison: view.profile });
}

/** How much longer a range may become to show a window: what it showed before must not become a sliver. */
const MOST_GROWTH = 2;

/**
 * The view's range, or one that begins early enough for a window, unless that is far off: then the range stays, and the window gets a
 * timeline of its own. `range` is the view's, resolved.
 */
export function rangeShowing(
  window: TimeRange | undefined,
  view: ViewState,
  range: TimeRange,
): RawRange | undefined {
  if (!window || window.start >= range.start) return view.range;
  const isFar = range.end - window.start > MOST_GROWTH * lengthOf(range);
  return isFar ? view.range : { from: String(window.start), to: String(range.end) };
}

interface Sides {
  readonly baseline: SideState;
  readonly comparison: SideState;
}

/** Two sides on the comparison page, whose range grows to show them both. */
export function compareSides(view: ViewState, sides: Sides, range: TimeRange): ViewState {
  const shown = rangeShowing(sides.baseline.window, view, range);
  return { ...openAsComparison(view, sides), range: shown };
}

/** Two sides on the comparison page; the range stays. */
export function openAsComparison(view: ViewState, sides: Sides): ViewState {
  return {
    ...view,
    ...sides,
    page: 'compare',
    display: { ...view.display, focus: undefined, sort: undefined },
  };
}

export function openAsProfile(view: ViewState, side: SideState): ViewState {
  return {
    ...view,
    page: 'profile',
    profile: side,
    display: { ...view.display, focus: undefined, sort: undefined },
  };
}

/** As much time before a window, or, where the range does not reach back so far, after it. */
export function besides({ start, end }: TimeRange, range: TimeRange): TimeRange {
  const length = end - start;
  const after = { start: end + 1, end: end + 1 + length };
  if (start - 1 - length < range.start && after.end <= range.end) return after;
  return { start: start - 1 - length, end: start - 1 };
}

/**
 * The same view of the last quarter of what it is of, and how long that is: of the windows where it has any, else of `range`, the page's.
 * A slow server has less to answer then.
 */
export function shortened(
  view: ViewState,
  range: TimeRange,
): { readonly view: ViewState; readonly length: Milliseconds } {
  const { profile, baseline, comparison } = view;
  if (view.page === 'compare' && (baseline.window ?? comparison.window)) {
    const sides = [baseline, comparison].map((side) => ({
      ...side,
      window: lastQuarter(side.window ?? range),
    })) as [SideState, SideState];
    const length = Math.max(...sides.map(({ window }) => lengthOf(window!)));
    return { view: { ...view, baseline: sides[0], comparison: sides[1] }, length };
  }
  if (view.page === 'profile' && profile.window) {
    const window = lastQuarter(profile.window);
    return { view: { ...view, profile: { ...profile, window } }, length: lengthOf(window) };
  }
  const shorter = lastQuarter(range);
  return { view: { ...view, range: absoluteRange(shorter) }, length: lengthOf(shorter) };
}

const lengthOf = ({ start, end }: TimeRange): Milliseconds => end - start;

const lastQuarter = ({ start, end }: TimeRange): TimeRange => ({
  start: Math.ceil(end - (end - start) / 4),
  end,
});

/** Every delta changes its sign and nothing else; the focus stays, because the united tree is the same. */
export function swapped(view: ViewState): ViewState {
  return { ...view, baseline: view.comparison, comparison: view.baseline };
}
