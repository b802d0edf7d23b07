import type { Finding } from '#changes';
import type { Scan, ScanQuestion } from '#scan';
import { printProfileType, type Matcher, type TimeRange } from '#series';
import type { SideState, ViewState } from '../state/view-state';
import { compareSides, openAsProfile } from '../state/view-transitions';

/** What a finding is of: its unit, or of several the application. */
function matchersOf(finding: Finding, { applications }: Scan): readonly Matcher[] {
  const application = applications.find(({ name }) => name === finding.application);
  const [only, ...others] = finding.units;
  const unit = others.length === 0 && application?.units.find(({ name }) => name === only);
  return (unit || application)?.matchers ?? [];
}

/** Beside the time of the change where that is known and lies in the range; else the windows that the scan held against each other. */
function windowsOf({ since }: Finding, { windows }: Scan, question: ScanQuestion) {
  const { range, against } = question;
  if (!since || against !== 'previous') return windows;
  const [end, start] = [since.time - since.uncertainty, since.time + since.uncertainty];
  const length = Math.min(end - range.start, range.end - start);
  if (length < LEAST_MS) return windows;
  return {
    baseline: { start: end - length, end },
    comparison: { start, end: start + length },
  };
}

/** Of less there are too few scrapes to tell anything. */
const LEAST_MS = 60_000;

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
  const matchers = matchersOf(finding, scan);
  const windows = windowsOf(finding, scan, question);
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
