import { groupBy } from '#series';
import type { FoundChange } from '../found-change';
import { scaleOf, sizeOfLogRatio } from '../found-change';
import { flaggedRows } from './flagged-rows';
import { nameChanges, type NamedChange } from './name-changes';
import type { TestedScope } from './test-fleet';

/** What functions that are counted changed, each where it belongs. */
export function functionChanges(scopes: readonly TestedScope[]): readonly FoundChange[] {
  return [...groupBy(scopes, ({ of }) => of).values()].flatMap((ofApplication) => {
    const flagged = flaggedRows(ofApplication);
    return ofApplication.flatMap((scope) =>
      nameChanges(scope, flagged.get(scope)!).map((named) =>
        changeOf(named, scope, ofApplication, flagged),
      ),
    );
  });
}

function changeOf(
  { kind, name, row, delta, under, from }: NamedChange,
  scope: TestedScope,
  scopes: readonly TestedScope[],
  flagged: ReturnType<typeof flaggedRows>,
): FoundChange {
  const { application, profileType } = scope.of;
  const test = scope.rows[row]!;
  const rate = (scope.rates[row]! + scope.sampleRate / 2) * scaleOf(profileType);
  const size = sizeOfLogRatio(rate, test.change, test.interval);
  const isNew = scope.samples[0][row] === 0;
  return {
    ...{ kind, application, profileType, under, q: test.q },
    direction: delta > 0 ? 'up' : 'down',
    function: name,
    movedFrom: from,
    ...unitsOf({ row, scope, scopes, flagged }),
    size: isNew ? { ...size, base: 0, relative: undefined } : size,
    isWhole: scope.units.length > 1,
  };
}

interface Place {
  readonly row: number;
  readonly scope: TestedScope;
  readonly scopes: readonly TestedScope[];
  readonly flagged: ReturnType<typeof flaggedRows>;
}

/**
 * Who changed and who did not. Of an application's change those units did that are nearer to it than to none, by themselves; which of them is not
 * tested one by one. Of one unit's the others did not, unless they have a change of their own.
 */
function unitsOf({ row, scope, scopes, flagged }: Place): Pick<FoundChange, 'units' | 'unchanged'> {
  const { units: names } = scope.of;
  const isWhole = scope.units.length > 1;
  const { change } = scope.rows[row]!;
  const changed = new Set<string>();
  const unchanged: string[] = [];
  for (const other of scopes) {
    const [u] = other.units;
    const test = other.alone.rows[row];
    if (other.units.length > 1 || test?.logRatio === undefined) continue;
    const own = test.logRatio - other.alone.typical;
    if (isWhole ? own / change > 1 / 2 : other === scope) changed.add(names[u!]!);
    else if (isWhole || !flagged.get(other)!.has(row)) unchanged.push(names[u!]!);
  }
  return { units: [...changed], unchanged };
}
