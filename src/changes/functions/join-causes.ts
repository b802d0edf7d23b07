import { ABSORBED, deltasOf, type NamedChange } from './name-changes';
import { commonDeltas } from './common-stacks';

/**
 * Changes of several scopes of one application that have one cause are called after the same function, so that they become one finding: a change of
 * which half is on the stacks of another one's function. Those of the application come first, then the largest.
 */
export function joinCauses(changes: readonly NamedChange[]): readonly NamedChange[] {
  const heads: NamedChange[] = [];
  return [...changes].sort(byImportance).map((change) => {
    const head = heads.find((each) => isPartOf(change, each));
    if (!head) {
      heads.push(change);
      return change;
    }
    const { name, row, under } = head;
    const test = change.scope.rows[row];
    return row === change.row || !test ? change : { ...change, name, row, under, test };
  });
}

function byImportance(a: NamedChange, b: NamedChange): number {
  const units = b.scope.units.length - a.scope.units.length;
  return units || Math.abs(b.delta) * b.scope.rate - Math.abs(a.delta) * a.scope.rate;
}

function isPartOf(change: NamedChange, head: NamedChange): boolean {
  if (change.kind !== 'cost' || head.kind !== 'cost') return false;
  if (head.scope === change.scope || head.delta > 0 !== change.delta > 0) return false;
  const { tree, deltas } = deltasOf(change.scope);
  const common = commonDeltas(tree, deltas, head.name).get(change.name) ?? 0;
  return Math.abs(common) >= ABSORBED * Math.abs(change.delta);
}
