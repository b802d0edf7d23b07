import type { ViewOptions } from '#engine';
import type { FrameFilter } from '#profile';
import { escapeRegex } from '#pattern';
import type { DisplayState } from './view-state';

type Cuts = Pick<DisplayState, 'filters' | 'inverted' | 'pivot' | 'by' | 'renamed'>;

/** What the engine does for a picture: all that is not done while drawing. */
export function viewOptionsOf(display: Cuts): ViewOptions {
  const { inverted, pivot, by, renamed } = display;
  return {
    filters: filtersOf(display),
    inverted,
    by,
    matchRenamed: renamed === 'matched',
    ...(pivot?.of === 'callers' ? { callersOf: pivot.functionName } : {}),
    ...(pivot?.of === 'callees' ? { calleesOf: pivot.functionName } : {}),
  };
}

/** A cut names one function, not all whose names hold its name. */
function filtersOf({ filters }: Pick<Cuts, 'filters'>): readonly FrameFilter[] {
  return filters.map(({ kind, functionName }) => ({
    kind,
    field: 'function',
    pattern: `^${escapeRegex(functionName)}$`,
    regex: true,
  }));
}
