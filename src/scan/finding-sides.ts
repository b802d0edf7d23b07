import type { Finding } from '#changes';
import type { Matcher, TimeRange } from '#series';
import { matchersOfUnits, type ScannedApplication } from './fleet';
import type { Scan, ScanQuestion } from './scan-question';
import { comparedIn } from './windows';

/** What of a finding is held against what: the same units at two times. */
export interface FindingSides {
  readonly matchers: readonly Matcher[];
  /** In whole milliseconds. */
  readonly baseline: TimeRange;
  readonly comparison: TimeRange;
}

/** Of the units that changed, within the scan's scope; of the scope alone where the application is not known. */
export function sidesOfFinding(
  finding: Finding,
  { scan, question }: { readonly scan: Scan; readonly question: ScanQuestion },
): FindingSides {
  const application = scan.applications.find(({ name }) => name === finding.application);
  const { baseline, comparison } = comparedIn(finding, question);
  return {
    matchers: application
      ? scopedToUnits(application, finding.units, question.matchers)
      : question.matchers,
    baseline: whole(baseline),
    comparison: whole(comparison),
  };
}

/** `matchersOfUnits` and the scope's conditions, each once. */
export function scopedToUnits(
  application: ScannedApplication,
  names: readonly string[],
  scope: readonly Matcher[],
): readonly Matcher[] {
  return withScope(matchersOfUnits(application, names), scope);
}

export function withScope(own: readonly Matcher[], scope: readonly Matcher[]): readonly Matcher[] {
  const isOwn = (one: Matcher) =>
    own.some(({ name, op, value }) => name === one.name && op === one.op && value === one.value);
  return [...own, ...scope.filter((one) => !isOwn(one))];
}

/** Where a change is dated, the edges are in parts of a millisecond, which no link has. */
function whole({ start, end }: TimeRange): TimeRange {
  return { start: Math.floor(start), end: Math.ceil(end) };
}
