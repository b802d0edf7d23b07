import type { Finding } from '#changes';
import { comparedIn, matchersOfUnits, type Scan, type ScanQuestion } from '#scan';
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
  const { scan, question } = of;
  const application = scan.applications.find(({ name }) => name === finding.application);
  const matchers = application ? matchersOfUnits(application, finding.units) : question.matchers;
  const windows = comparedIn(finding, question);
  // Where a change is dated, the edges are in parts of a millisecond, which no link has.
  const side = ({ start, end }: TimeRange): SideState => ({
    ...{ matchers, window: { start: Math.floor(start), end: Math.ceil(end) } },
  });
  const chosen: ViewState = {
    ...view,
    profileType: printProfileType(finding.profileType),
    display: { ...view.display, selected: finding.function, pivot: undefined, filters: [] },
  };
  const sides = { baseline: side(windows.baseline), comparison: side(windows.comparison) };
  const profile = openAsProfile(chosen, sides.comparison);
  return {
    compare: compareSides(chosen, sides, question.range),
    profile,
    metrics: { ...profile, display: { ...profile.display, metrics: 'shown' } },
  };
}
