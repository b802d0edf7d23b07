import type { TestedScope } from './test-fleet';

const LEVEL = 0.05;
/** Of the function. */
const SMALLEST_CHANGE = Math.log1p(0.05);
/** One unit that explains so much of an application's change has it. */
const OF_ONE_UNIT = 0.6;

/** Rows by scope of one application: what is more than noise and large enough to be said, each where it belongs. */
export type FlaggedRows = ReadonlyMap<TestedScope, ReadonlySet<number>>;

/**
 * Whose a change is: an application's of which one unit explains 60 % is left to that unit, and a unit's that is the application's too is left to the
 * application: where eight of ten units cost more, the other two cost less beside their siblings.
 */
export function flaggedRows(scopes: readonly TestedScope[]): FlaggedRows {
  const flagged = new Map(scopes.map((scope) => [scope, flaggedIn(scope)]));
  const whole = scopes.find(({ units }) => units.length > 1);
  if (!whole) return flagged;
  const units = scopes.filter((scope) => scope !== whole);
  const shared = new Set([...flagged.get(whole)!].filter((row) => !isOfOneUnit(row, units)));
  const own = units.map((unit): [TestedScope, ReadonlySet<number>] => [
    unit,
    new Set([...flagged.get(unit)!].filter((row) => !shared.has(row))),
  ]);
  return new Map([[whole, shared], ...own]);
}

function flaggedIn({ rows }: TestedScope): ReadonlySet<number> {
  return new Set(
    rows.flatMap((row, i) =>
      row && row.q <= LEVEL && Math.abs(row.change) >= SMALLEST_CHANGE ? [i] : [],
    ),
  );
}

function isOfOneUnit(row: number, units: readonly TestedScope[]): boolean {
  const changes = units.map((unit) => shareDelta(unit, row) * unit.wholes[0]);
  const all = changes.reduce((sum, change) => sum + change, 0);
  return Math.max(...changes.map((change) => change / all)) >= OF_ONE_UNIT;
}

/** What a function's share of the scope changed by, beyond what the typical function's did. */
export function shareDelta({ samples, wholes, alone }: TestedScope, row: number): number {
  return (
    samples[1][row]! / (wholes[1] || 1) -
    (Math.exp(alone.typical) * samples[0][row]!) / (wholes[0] || 1)
  );
}
