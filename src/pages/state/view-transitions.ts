import type { TimeRange } from '#series';
import type { RawRange, SideState, ViewState } from './view-state';

/**
 * The comparison page on what the profile page shows: one click keeps type, range and conditions. A window is compared with as
 * much time before it, or, where the range does not reach back so far, after it.
 */
export function compareWith(view: ViewState, range: TimeRange): ViewState {
  const { matchers, window } = view.profile;
  return {
    ...view,
    page: 'compare',
    comparison: view.profile,
    baseline: { matchers, window: window && besides(window, range) },
    display: { ...view.display, focus: undefined, sort: undefined },
  };
}

/** The view's range, or one that begins early enough for a window. `range` is the view's, resolved. */
export function rangeShowing(
  window: TimeRange | undefined,
  view: ViewState,
  range: TimeRange,
): RawRange | undefined {
  if (!window || window.start >= range.start) return view.range;
  return { from: String(window.start), to: String(range.end) };
}

/** Two sides on the comparison page, whose range grows to show them both. */
export function compareSides(
  view: ViewState,
  sides: { readonly baseline: SideState; readonly comparison: SideState },
  range: TimeRange,
): ViewState {
  return {
    ...view,
    ...sides,
    page: 'compare',
    range: rangeShowing(sides.baseline.window, view, range),
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

function besides({ start, end }: TimeRange, range: TimeRange): TimeRange {
  const length = end - start;
  const after = { start: end + 1, end: end + 1 + length };
  if (start - 1 - length < range.start && after.end <= range.end) return after;
  return { start: start - 1 - length, end: start - 1 };
}

/** Every delta changes its sign and nothing else; the focus stays, because the united tree is the same. */
export function swapped(view: ViewState): ViewState {
  return { ...view, baseline: view.comparison, comparison: view.baseline };
}
