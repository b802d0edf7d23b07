import { scopedToUnits, type Scan } from '#scan';
import { printProfileType, type Matcher, type ProfileType, type TimeRange } from '#series';
import type { MapPlace } from '#ui';
import type { ViewState } from '../../state/view/view-state';
import { openAsComparison } from '../../state/view/view-transitions';

/** What a map is of. */
export interface MapFacts {
  readonly application: Scan['applications'][number];
  /** Of the page. */
  readonly scope: readonly Matcher[];
  readonly profileType: ProfileType;
  readonly range: TimeRange;
  /** Names of the columns. */
  readonly units: readonly string[];
}

/** One unit against all others of the map in the same window, each counted as one, with the function selected. */
export function toRest(view: ViewState, { name, unit }: MapPlace, of: MapFacts): ViewState {
  const { application, scope, profileType, range, units } = of;
  const side = (names: readonly string[]) => ({
    matchers: scopedToUnits(application, names, scope),
    window: range,
  });
  const sides = {
    baseline: side(units.filter((_, u) => u !== unit)),
    comparison: side([units[unit]!]),
  };
  return {
    ...openAsComparison(view, sides),
    changes: { ...view.changes, opened: undefined, oddIn: undefined },
    profileType: printProfileType(profileType),
    normalise: 'perUnit',
    display: {
      ...view.display,
      ...{ selected: name, focus: undefined, sort: undefined, pivot: undefined, filters: [] },
    },
  };
}
