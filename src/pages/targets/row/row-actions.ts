import type { TimeRange, TopologyAliases } from '#series';
import { siblingMatchers, siblingsOf, type TargetRow } from '#targets';
import type { RowActions } from '#ui';
import type { ViewControl } from '../../state/view/use-view-state';
import { rowToProfile, toBefore, toSiblings, typesOf } from '../target-links';

export interface RowActionsOf {
  readonly control: ViewControl;
  readonly range: TimeRange;
  readonly row: TargetRow;
  /** Among which its siblings are. */
  readonly rows: readonly TargetRow[];
  readonly onSetup: () => void;
}

/** What can be done with a row, in its details and in its menu. */
export function rowActions(of: RowActionsOf, aliases: TopologyAliases): RowActions {
  const { control, range, row, rows, onSetup } = of;
  const { view, setView } = control;
  const hasProfile = typesOf([row]).length > 0;
  const siblings =
    siblingsOf(row, rows).length > 0 ? siblingMatchers(row.labels, aliases) : undefined;
  if (!hasProfile)
    return { onSetup, ...(row.up && { onMetrics: () => setView(rowToProfile(view, row)) }) };
  return {
    onSetup,
    onProfile: (type) => setView(rowToProfile(view, row, type)),
    onBefore: () => setView(toBefore(view, row, range)),
    ...(siblings && { onSiblings: () => setView(toSiblings(view, row, { siblings, range })) }),
  };
}
