import type { ViewOptions } from '#engine';
import type { FrameFilter } from '#profile';
import { escapeRegex } from '#pattern';
import type { DisplayState, FilterState } from './view-state';

type Cuts = Pick<
  DisplayState,
  'filters' | 'inverted' | 'pivot' | 'by' | 'renamed' | 'rolledUp' | 'recursion'
>;

/** What the engine does for a picture: all that is not done while drawing. */
export function viewOptionsOf(display: Cuts): ViewOptions {
  const { inverted, pivot, by, renamed, rolledUp, recursion } = display;
  return {
    filters: display.filters.map(frameFilterOf),
    inverted,
    by,
    ...(rolledUp && by !== 'function' && { rolledUp }),
    ...(recursion === 'collapsed' && { collapsed: true }),
    matchRenamed: renamed === 'matched',
    ...(pivot && pivot.of !== 'callees' ? { callersOf: pivot.functionName } : {}),
    ...(pivot && pivot.of !== 'callers' ? { calleesOf: pivot.functionName } : {}),
  };
}

/** What is no expression names one function, not all whose names hold its name. */
export function frameFilterOf({ kind, field, pattern, regex }: FilterState): FrameFilter {
  return { kind, field, pattern: regex ? pattern : `^${escapeRegex(pattern)}$`, regex: true };
}
