import type { TimeRange } from '#series';
import type { Selection } from '../../selection/use-selection';
import { readable } from '../../state/matcher-faults';
import type { ViewControl } from '../../state/view/use-view-state';
import type { Grouping } from '../use-rate-chart';
import { GroupByMenu } from './GroupByMenu';
import { withValue } from './pick-value';

/** What the link says the timeline of a profile is grouped by, and how that, and the selection by a value of it, are changed. */
export function groupingOf(of: {
  readonly control: ViewControl;
  readonly selection: Selection;
  readonly range: TimeRange;
}): Grouping {
  const { control, selection, range } = of;
  const { view, setView, setDisplay } = control;
  const { matchers = [] } = view.profile;
  const by = view.display.groupBy;
  return {
    by,
    control: (
      <GroupByMenu
        profileType={selection.profileType}
        matchers={readable(matchers)}
        range={range}
        levels={selection.levels}
        by={by}
        onBy={(label) => setDisplay({ groupBy: label })}
      />
    ),
    onPick: (value) =>
      by !== undefined &&
      setView({
        ...view,
        profile: { ...view.profile, matchers: withValue(matchers, by, value) },
      }),
  };
}
