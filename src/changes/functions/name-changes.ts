import { findMovedSubtree, type Pair } from '#comparison';
import { frameName, ownCodeOf, type CallTree } from '#profile';
import { commonDeltas } from './common-stacks';
import { shareDelta, type RowTest, type Rows } from './flagged-rows';
import { scopeTree } from './scope-tree';
import type { TestedScope } from './test-fleet';

/** A change of one subtree, called after one of its functions. */
export interface NamedChange {
  readonly scope: TestedScope;
  readonly kind: 'cost' | 'moved';
  readonly name: string;
  readonly row: number;
  readonly test: RowTest;
  /** Of the scope's total. */
  readonly delta: number;
  readonly under?: string | undefined;
  /** Of a move. */
  readonly from?: string | undefined;
}

/** Of the scope: less is worth no word. */
const SMALLEST = 0.002;
/** A row with so much of its change on the stacks of one that has a name is part of that. */
export const ABSORBED = 0.5;
/** What is left of two changes that are one move, and what their caller may have changed by, of the larger. */
const MOVED = 0.4;
/** A caller with more of the scope is called by everything. */
const LARGEST_CALLER = 0.5;

/** The flagged rows of one scope as changes of subtrees: the one with the largest change first, then of those that it does not explain, and so on. */
export function nameChanges(scope: TestedScope, flagged: Rows): readonly NamedChange[] {
  if (flagged.size === 0) return [];
  const { tree, deltas } = deltasOf(scope);
  const named = [1 as const, -1 as const].flatMap((direction) =>
    nameDirection({ scope, tree, deltas, direction }, flagged),
  );
  return withMoves(named, { scope, tree, deltas }).filter(
    ({ delta }) => Math.abs(delta) >= SMALLEST,
  );
}

interface Named {
  readonly scope: TestedScope;
  readonly tree: CallTree;
  /** Of each node's total, in shares of the scope, beyond the typical function. */
  readonly deltas: Float64Array;
}

/** Shares of the scope: the baseline's times what the typical function did. */
function weightsOf({ wholes, alone, quantum }: TestedScope): Pair {
  return [Math.exp(alone.typical) / (wholes[0] * quantum || 1), 1 / (wholes[1] * quantum || 1)];
}

/** Of a scope's tree, which has two columns. */
export function deltasOf(scope: TestedScope): Pick<Named, 'tree' | 'deltas'> {
  const tree = scopeTree(scope.of.tree, scope.units);
  const [before, after] = tree.columns.map(({ total }) => total);
  const [w0, w1] = weightsOf(scope);
  return { tree, deltas: after!.map((value, n) => value * w1 - before![n]! * w0) };
}

function nameDirection(
  { scope, tree, deltas, direction }: Named & { readonly direction: 1 | -1 },
  flagged: Rows,
): readonly NamedChange[] {
  const { names } = scope.of;
  const isOwn = ownCodeOf(tree.frames);
  const weights = weightsOf(scope);
  const left = new Map(
    [...flagged]
      .map(([row, test]) => [names[row]!, { row, test, delta: shareDelta(scope, row) }] as const)
      .filter(([, { test, delta }]) => delta * direction > 0 && test.change * direction > 0),
  );
  const found: NamedChange[] = [];
  while (left.size > 0) {
    const moved = new Set(left.keys());
    const subtree = findMovedSubtree({ tree, moved, direction, weights, isOwn });
    if (!subtree) break;
    const { name, under } = subtree;
    found.push({ kind: 'cost', scope, name, under, ...left.get(name)! });
    const common = commonDeltas(tree, deltas, name);
    for (const [other, { delta }] of left)
      if (other === name || Math.abs(common.get(other) ?? 0) >= ABSORBED * Math.abs(delta))
        left.delete(other);
  }
  return found;
}

/** What one function lost another one gained, below a caller that stayed: one move, not two changes. */
function withMoves(changes: readonly NamedChange[], named: Named): readonly NamedChange[] {
  const lost = changes.filter(({ delta }) => delta < 0);
  const taken = new Set<NamedChange>();
  const moves = changes.flatMap((up) => {
    if (!(up.delta > 0)) return [];
    for (const down of lost) {
      const larger = Math.max(up.delta, -down.delta);
      if (taken.has(down) || Math.abs(up.delta + down.delta) > MOVED * larger) continue;
      const under = callerThatStayed(up, down, named);
      if (under === undefined) continue;
      taken.add(down).add(up);
      return [{ ...up, kind: 'moved' as const, from: down.name, under }];
    }
    return [];
  });
  return [...changes.filter((change) => !taken.has(change)), ...moves];
}

/** The smallest function that calls both, by whatever way, and did not change itself. */
function callerThatStayed(up: NamedChange, down: NamedChange, { tree, deltas }: Named) {
  const both = callersOf(tree, up.name);
  const others = callersOf(tree, down.name);
  const facts = functionFacts(tree, deltas);
  const whole = tree.columns[0]!.total[0]!;
  let best: string | undefined;
  for (const name of both) {
    if (!others.has(name) || name === up.name || name === down.name) continue;
    const { size, delta } = facts.get(name)!;
    if (size > LARGEST_CALLER * whole || Math.abs(delta) >= MOVED * up.delta) continue;
    if (best === undefined || size < facts.get(best)!.size) best = name;
  }
  return best;
}

function callersOf({ frames, frame, depth }: CallTree, name: string): ReadonlySet<string> {
  const callers = new Set<string>();
  const path: string[] = [];
  for (let n = 1; n < frame.length; n++) {
    path.length = depth[n]! - 1;
    const other = frameName(frames, frame[n]!);
    if (other === name) for (const caller of path) callers.add(caller);
    path.push(other);
  }
  return callers;
}

/** Of each function, recursion once: its total in the baseline and its change. */
function functionFacts({ frames, frame, end, columns }: CallTree, deltas: Float64Array) {
  const facts = new Map<string, { size: number; delta: number; until: number }>();
  for (let n = 1; n < frame.length; n++) {
    const name = frameName(frames, frame[n]!);
    const fact = facts.get(name) ?? { size: 0, delta: 0, until: 0 };
    if (n < fact.until) continue;
    fact.size += columns[0]!.total[n]!;
    fact.delta += deltas[n]!;
    fact.until = end[n]!;
    facts.set(name, fact);
  }
  return facts;
}
