import { ABSORBED, deltasOf, type NamedChange } from './name-changes';
import { commonDeltas } from './common-stacks';
import type { TestedScope } from './test-fleet';

/** One function's part of what a total did from which on the rest is taken to have stayed. */
const MOST = 0.7;

/**
 * Without what only looks like a change. Where one function and its callers are most of a small program, the typical function is among
 * them, and all others seem to have changed the other way beside it. So of a scope in which one function's change is most of what the total
 * did, only those count that changed by themselves, a second.
 */
export function withoutDilution(changes: readonly NamedChange[]): readonly NamedChange[] {
  const head = changes.find((change) => change.kind === 'cost' && partOfTotal(change) >= MOST);
  if (!head) return changes;
  return changes.filter(
    (change) => change.delta > 0 === head.delta > 0 || isChangePerSecond(change),
  );
}

/** Log ratio of what the scope costs a second. */
const totalOf = ({ load, alone }: TestedScope) => load - alone.typical;

function partOfTotal({ scope, row }: NamedChange): number {
  const { samples, wholes } = scope;
  const total = Math.exp(totalOf(scope));
  const [before, after] = [0, 1].map((side) => samples[side]![row]! / (wholes[side] || 1));
  return (after! * total - before!) / (total - 1);
}

function isChangePerSecond({ scope, row }: NamedChange): boolean {
  const { logRatio, interval } = scope.alone.rows[row]!;
  if (logRatio === undefined || !interval) return true;
  return Math.abs(logRatio + totalOf(scope)) > (interval[1] - interval[0]) / 2;
}

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
