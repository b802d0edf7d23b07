import { sliceKindOf } from '#comparison';
import { kindOf } from '#series';
import { findingKey, type Finding } from '../finding';
import type { TotalsChange } from './unit-totals';

export function findingsOfTotals(changes: readonly TotalsChange[]): readonly Finding[] {
  return changes.map(findingOf);
}

function findingOf(change: TotalsChange): Finding {
  const { application, unit, profileType, direction, delta, interval, relative, q } = change;
  const { since, until, series } = change;
  return {
    key: findingKey({ application, profileType, direction }),
    kind: kindOfFinding(change),
    ...{ application, profileType, direction, delta, q, since, until, series },
    units: unit === undefined ? [] : [unit],
    unchanged: [],
    deltaInterval: interval,
    relative,
  };
}

function kindOfFinding({ profileType, kind, direction }: TotalsChange): Finding['kind'] {
  if (sliceKindOf(profileType).kind === 'counts') return 'load';
  const isState = kindOf(profileType) === 'gauge';
  return isState && kind === 'ramp' && direction === 'up' ? 'leak' : 'level';
}
