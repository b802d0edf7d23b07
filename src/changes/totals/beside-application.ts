import { groupBy } from '#series';
import type { FoundChange } from '../found-change';
import { familyKey } from './unit-totals';

/** What units did beside their siblings where their application changed, too. */
export interface BesideApplication {
  /** Each with its application's, or alone. */
  readonly together: readonly FoundChange[];
  /** Units that changed by more than their application did: another finding than that. */
  readonly apart: readonly FoundChange[];
}

const SMALLEST = Math.log1p(0.05);

/**
 * Changes of totals, of which an application's is that of its median unit, and a unit's is beside its siblings. Where three of five grow, each has half of it
 * beside the other four, and the two that stay seem to shrink: what a unit did the way of its application is part of that, and what it did
 * the other way is none, unless it is the larger one.
 */
export function besideApplication(totals: readonly FoundChange[]): BesideApplication {
  const together: FoundChange[] = [];
  const apart: FoundChange[] = [];
  for (const family of groupBy(totals, familyKey).values()) {
    const whole = family.find(({ isWhole }) => isWhole);
    for (const change of family) {
      if (!whole || change.isWhole) together.push(change);
      else if (isApart(change, whole)) apart.push(change);
      else if (change.direction === whole.direction) together.push(change);
    }
  }
  return { together, apart };
}

/** The other way it has to have moved itself, by 5 %, and not only less than its siblings. */
function isApart(unit: FoundChange, whole: FoundChange): boolean {
  const more = sizeOf(unit) - sizeOf(whole);
  return unit.direction === whole.direction ? more > 0 : more >= SMALLEST;
}

/** As a factor, whichever way: half and double are alike. */
function sizeOf({ size: { base, delta } }: FoundChange): number {
  return base > 0 && base + delta > 0 ? Math.abs(Math.log1p(delta / base)) : Infinity;
}
