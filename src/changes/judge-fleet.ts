import type { CallTree } from '#profile';
import type { Finding } from './finding';
import type { ApplicationSlices } from './functions/application-slices';
import type { Looked } from './looked';
import { findingsOfTotals } from './totals/findings-of-totals';
import type { TotalsChange } from './totals/unit-totals';

/** All that a scan knows so far. */
export interface FleetQuestion<Tree> {
  /** Each application once in each profile type. */
  readonly applications: readonly ApplicationSlices<Tree>[];
  /** `judgeTotals` of the whole fleet. */
  readonly totals: readonly TotalsChange[];
}

export interface FleetChanges {
  /** Best first: what costs most at least, as a part of what the fleet costs in that type; what went away comes last. */
  readonly findings: readonly Finding[];
  readonly looked: Omit<Looked, 'units' | 'types'>;
}

export function judgeFleet({ totals }: FleetQuestion<CallTree>): FleetChanges {
  return {
    findings: findingsOfTotals(totals),
    looked: { inDepth: 0, tests: 0, expectedFalse: 0.1 },
  };
}
