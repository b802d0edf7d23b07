import type { Finding } from '#changes';
import { scopedToUnits, sidesOfFinding, type Scan, type ScanQuestion } from '#scan';
import { printProfileType, type TimeRange } from '#series';
import type { SideState, ViewState } from '../../state/view/view-state';
import type { Sibling } from './FindingRow';
import { compareSides, openAsProfile } from '../../state/view/view-transitions';

export interface FindingLinks {
  readonly compare: ViewState;
  readonly profile: ViewState;
  /** The same, with all charts of metrics. */
  readonly metrics: ViewState;
}

const MOST_SIBLINGS = 3;

/** The first of the units that did not change. */
export function siblingsOf(
  { application: name, unchanged }: Finding,
  { scan, question }: { readonly scan: Scan; readonly question: ScanQuestion },
): readonly Sibling[] {
  const application = scan.applications.find((one) => one.name === name);
  if (!application) return [];
  return unchanged.slice(0, MOST_SIBLINGS).map((unit) => ({
    unit,
    matchers: scopedToUnits(application, [unit], question.matchers),
  }));
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
    // What is opened here is nothing there.
    changes: { ...view.changes, opened: undefined, oddIn: undefined },
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
