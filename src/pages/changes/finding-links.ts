import type { Finding } from '#changes';
import { sidesOfFinding, type Scan, type ScanQuestion } from '#scan';
import { printProfileType, type TimeRange } from '#series';
import type { SideState, ViewState } from '../state/view/view-state';
import { compareSides, openAsProfile } from '../state/view/view-transitions';

export interface FindingLinks {
  readonly compare: ViewState;
  readonly profile: ViewState;
  /** The same, with all charts of metrics. */
  readonly metrics: ViewState;
}

/** Where a finding can be looked at: its windows, its unit, its function selected. */
export function linksOf(
  view: ViewState,
  finding: Finding,
  of: { readonly scan: Scan; readonly question: ScanQuestion },
): FindingLinks {
  const { matchers, ...windows } = sidesOfFinding(finding, of);
  const side = (window: TimeRange): SideState => ({ matchers, window });
  const chosen: ViewState = {
    ...view,
    profileType: printProfileType(finding.profileType),
    display: { ...view.display, selected: finding.function, pivot: undefined, filters: [] },
  };
  const sides = { baseline: side(windows.baseline), comparison: side(windows.comparison) };
  const profile = openAsProfile(chosen, sides.comparison);
  return {
    compare: compareSides(chosen, sides, of.question.range),
    profile,
    metrics: { ...profile, display: { ...profile.display, metrics: 'shown' } },
  };
}
