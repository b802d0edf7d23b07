import { groupBy, rateScale } from '#series';
import { sizeOfLogRatio, type FoundChange } from '../found-change';
import { flaggedRows, type Rows } from './flagged-rows';
import { nameChanges, type NamedChange } from './name-changes';
import { joinCauses, withoutDilution } from './join-causes';
import type { TestedScope } from './test-fleet';

/** What functions that are counted changed, each where it belongs. */
export function functionChanges(scopes: readonly TestedScope[]): readonly FoundChange[] {
  return [...groupBy(scopes, ({ of }) => of).values()].flatMap((ofApplication) => {
    const flagged = flaggedRows(ofApplication);
    const named = ofApplication.flatMap((scope) =>
      withoutDilution(nameChanges(scope, flagged.get(scope)!)),
    );
    return joinCauses(named).map((change) => changeOf(change, ofApplication, flagged));
  });
}

type Flagged = ReadonlyMap<TestedScope, Rows>;

function changeOf(
  named: NamedChange,
  scopes: readonly TestedScope[],
  flagged: Flagged,
): FoundChange {
  const { kind, name, row, test, delta, under, from, scope } = named;
  const { application, profileType } = scope.of;
  const rate = (scope.rates[row]! + scope.sampleRate / 2) * rateScale(profileType);
  const size = sizeOfLogRatio(rate, test.change, test.interval);
  const isNew = scope.samples[0][row] === 0;
  return {
    ...{ kind, application, profileType, under, q: test.q },
    direction: delta > 0 ? 'up' : 'down',
    function: name,
    movedFrom: from,
    ...unitsOf(named, scopes, flagged),
    size: isNew ? { ...size, base: 0, relative: undefined } : size,
    isWhole: scope.units.length > 1,
  };
}

/**
 * Who changed and who did not. Of an application's change those units did that are nearer to it than to none, by themselves; which of them is not
 * tested one by one. Of one unit's the others did not, unless they have a change of their own: the other way beside their siblings, of which
 * this unit is one, is none.
 */
function unitsOf(
  { row, test, scope, delta }: NamedChange,
  scopes: readonly TestedScope[],
  flagged: Flagged,
): Pick<FoundChange, 'units' | 'unchanged'> {
  const { units: names } = scope.of;
  const isWhole = scope.units.length > 1;
  const changed: string[] = [];
  const unchanged: string[] = [];
  for (const other of scopes) {
    if (other.units.length > 1) continue;
    const name = names[other.units[0]!]!;
    if (isWhole) {
      const own = ownChange(other, row);
      if (own !== undefined) (own / test.change > 1 / 2 ? changed : unchanged).push(name);
    } else if (other === scope) changed.push(name);
    else if (other.alone.tested > 0 && !isChanged(other, row, delta)) unchanged.push(name);
  }
  return { units: changed, unchanged };

  function isChanged(other: TestedScope, row: number, delta: number): boolean {
    const own = flagged.get(other)!.get(row);
    if (!own || own.change > 0 === delta > 0) return own !== undefined;
    const { interval } = other.alone.rows[row]!;
    return interval === undefined || interval[0] > 0 === interval[1] > 0;
  }
}

function ownChange({ alone }: TestedScope, row: number): number | undefined {
  const { logRatio } = alone.rows[row]!;
  return logRatio === undefined ? undefined : logRatio - alone.typical;
}
