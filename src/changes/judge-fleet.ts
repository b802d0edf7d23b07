import type { Pair } from '#comparison';
import { groupBy, printProfileType, type ProfileType, rateScale } from '#series';
import { findingKey, type Finding } from './finding';
import { uniteChanges, type FoundChange } from './found-change';
import { functionChanges } from './functions/function-changes';
import type { JudgedApplication } from './functions/judge-application';
import { testFleet, type CountedApplication } from './functions/test-fleet';
import type { Looked } from './looked';
import { lookedAt } from './looked-at';
import { rankFindings } from './rank-findings';
import { besideApplication } from './totals/beside-application';
import { totalChange } from './totals/total-changes';
import type { TotalsChange } from './totals/unit-totals';

export interface FleetChanges {
  /** Best first: what costs most at least, as a part of what the fleet costs in that type; what went away comes last. */
  readonly findings: readonly Finding[];
  readonly looked: Omit<Looked, 'units' | 'types'>;
}

/**
 * What changed in a fleet, one finding for one cause, from all applications that were looked into so far, each once in each profile type, and
 * `judgeTotals` of the whole fleet.
 */
export function judgeFleet(
  applications: readonly JudgedApplication[],
  totals: readonly TotalsChange[],
): FleetChanges {
  const scopes = testFleet(applications.filter((each) => each.kind === 'counts'));
  const ofFunctions = functionChanges(scopes);
  const ofTotals = totals.map((total) => {
    const judged = applications.find((each) => isOf(each, total));
    return { total, change: totalChange(total, judged, explainedOf(total, ofFunctions)) };
  });
  const dated = ofFunctions.map((change) => ({
    ...change,
    since: ofTotals.find((each) => !each.change && isPartOf(change, each.total))?.total.since,
  }));
  const { together, apart } = besideApplication(ofTotals.flatMap(({ change }) => change ?? []));
  const findings = withOwnKeys([uniteAlike([...dated, ...together]), uniteAlike(apart)]);
  return {
    findings: rankFindings(findings, fleetRates(applications, totals)),
    looked: lookedAt(applications, scopes),
  };
}

/** What went away is another finding than what stands. */
function uniteAlike(changes: readonly FoundChange[]): readonly Finding[] {
  const [standing, gone] = [false, true].map((isGone) => {
    const chosen = changes.filter(({ until }) => (until !== undefined) === isGone);
    return [...groupBy(chosen, findingKey).values()].map(uniteChanges);
  });
  const keys = new Set(standing!.map(({ key }) => key));
  const others = gone!.map((finding) =>
    keys.has(finding.key) ? { ...finding, key: `${finding.key}|went away` } : finding,
  );
  return [...standing!, ...others];
}

/** Those that a unit has apart from its application are another finding than that of the same key. */
function withOwnKeys([together, apart]: Pair<readonly Finding[]>): readonly Finding[] {
  const keys = new Set(together.map(({ key }) => key));
  const others = apart.map((finding) =>
    keys.has(finding.key) ? { ...finding, key: `${finding.key}|by itself` } : finding,
  );
  return [...together, ...others];
}

type OfType = { readonly application: string; readonly profileType: ProfileType };

function isOf(one: OfType, other: OfType): boolean {
  return (
    one.application === other.application &&
    printProfileType(one.profileType) === printProfileType(other.profileType)
  );
}

function isPartOf(change: FoundChange, total: TotalsChange): boolean {
  return (
    isOf(change, total) &&
    change.kind === 'cost' &&
    change.direction === total.direction &&
    change.units.some((unit) => total.units.includes(unit))
  );
}

/** What functions of these units did in the total's direction, in the type's `rateUnit`. Of an application's change each of its units has the same part. */
function explainedOf(total: TotalsChange, changes: readonly FoundChange[]): number {
  return changes.reduce((sum, { units, size, ...change }) => {
    if (!isOf(change, total) || change.kind !== 'cost') return sum;
    if (change.direction !== total.direction) return sum;
    const part = units.filter((unit) => total.units.includes(unit)).length / (units.length || 1);
    return sum + size.delta * part;
  }, 0);
}

/** What all units cost that are known, by type, in its `rateUnit`. */
function fleetRates(
  applications: readonly JudgedApplication[],
  totals: readonly TotalsChange[],
): ReadonlyMap<string, number> {
  const rates = new Map<string, number>();
  for (const each of applications.filter(isCounted)) {
    const type = printProfileType(each.profileType);
    const rate = Math.max(...each.scopes.map((scope) => scope.rate)) * rateScale(each.profileType);
    rates.set(type, (rates.get(type) ?? 0) + rate);
  }
  for (const { profileType, fleet } of totals) rates.set(printProfileType(profileType), fleet);
  return rates;
}

const isCounted = (each: JudgedApplication): each is CountedApplication => each.kind === 'counts';
