import type { TestedRow, TestedScope } from './test-fleet';

const LEVEL = 0.05;
/** Of the function. */
const SMALLEST_CHANGE = Math.log1p(0.05);
/** One unit that explains so much of an application's change has it. */
const OF_ONE_UNIT = 0.6;

export type RowTest = Pick<TestedRow, 'change' | 'interval' | 'q'>;
/** By a function's place in the application's names. */
export type Rows = ReadonlyMap<number, RowTest>;

/**
 * Of each scope of one application what is more than noise and large enough to be said, where it belongs: an application's change of which one
 * unit explains 60 % is left to that unit, and a unit's change against the sign of its application's is none: where eight of ten units cost
 * more, the other two cost less beside their siblings.
 */
export function flaggedRows(scopes: readonly TestedScope[]): ReadonlyMap<TestedScope, Rows> {
  const flagged = new Map(scopes.map((scope): [TestedScope, Rows] => [scope, flaggedIn(scope)]));
  const whole = scopes.find(({ units }) => units.length > 1);
  if (!whole) return flagged;
  const ofWhole = flagged.get(whole)!;
  const units = scopes.filter((scope) => scope !== whole);
  const owners = new Map([...ofWhole.keys()].map((row) => [row, ownerOf(row, units)]));
  const shared = new Map([...ofWhole].filter(([row]) => !owners.get(row)));
  const own = units.map((unit): [TestedScope, Rows] => {
    const rows = [...flagged.get(unit)!].filter(([row, { change }]) => {
      const all = shared.get(row);
      return !all || all.change > 0 === change > 0;
    });
    const left = [...ofWhole].flatMap(([row, { q }]) => {
      const test = owners.get(row) === unit && !unit.rows[row] && byItself(unit, row);
      return test ? [[row, { ...test, q }] as const] : [];
    });
    return [unit, new Map([...rows, ...left])];
  });
  return new Map([[whole, shared], ...own]);
}

function flaggedIn({ rows }: TestedScope): Rows {
  return new Map(
    rows.flatMap((row, i) =>
      row && row.q <= LEVEL && Math.abs(row.change) >= SMALLEST_CHANGE ? [[i, row] as const] : [],
    ),
  );
}

function ownerOf(row: number, units: readonly TestedScope[]): TestedScope | undefined {
  const changes = units.map((unit) => shareDelta(unit, row) * unit.wholes[0]);
  const all = changes.reduce((sum, change) => sum + change, 0);
  const most = Math.max(...changes.map((change) => change / all));
  return most >= OF_ONE_UNIT
    ? units[changes.findIndex((change) => change / all === most)]
    : undefined;
}

/** Of a function that the siblings do not have, because it is new: nothing can be taken from it. */
function byItself({ alone }: TestedScope, row: number) {
  const { change, interval } = alone.rows[row]!;
  return change !== undefined && interval ? { change, interval } : undefined;
}

/** What a function's share of the scope changed by, beyond what the typical function's did. */
export function shareDelta({ samples, wholes, alone }: TestedScope, row: number): number {
  return (
    samples[1][row]! / (wholes[1] || 1) -
    (Math.exp(alone.typical) * samples[0][row]!) / (wholes[0] || 1)
  );
}
