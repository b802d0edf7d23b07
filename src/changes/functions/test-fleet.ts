import { movementOf, selectFamilies, testBesideMovement, type MovementTest } from '#statistics';
import { printProfileType } from '#series';
import type { JudgedApplication } from './judge-application';
import type { JudgedScope } from './judge-counts';

export type CountedApplication = Extract<JudgedApplication, { readonly kind: 'counts' }>;

/** A scope with what is left of its changes in the fleet. */
export interface TestedScope extends JudgedScope {
  readonly of: CountedApplication;
  /** In the order of the application's names; undefined where no test was made. */
  readonly rows: readonly (TestedRow | undefined)[];
}

export interface TestedRow extends MovementTest {
  /** Over the fleet, at most 5 % when flagged. */
  readonly q: number;
}

/**
 * The functions of all scopes anew, beside what functions of this fleet move by themselves between two such times (`movementOf`): scopes of one type,
 * those that the siblings were taken from for themselves, because these have lost what all units share. Then q over all scopes (`selectFamilies`).
 */
export function testFleet(applications: readonly CountedApplication[]): readonly TestedScope[] {
  const scopes = applications.flatMap((of) => of.scopes.map((scope) => ({ ...scope, of })));
  const group = ({ of, hasControls }: (typeof scopes)[number]) =>
    `${printProfileType(of.profileType)} ${hasControls}`;
  const movements = new Map(
    [...new Set(scopes.map(group))].map((name) => {
      const tables = scopes.filter((scope) => group(scope) === name).map(({ table }) => table);
      return [name, movementOf(tables)];
    }),
  );
  const tested = scopes.map((scope) =>
    testBesideMovement(scope.table, movements.get(group(scope))!),
  );
  const qs = selectFamilies(tested.map((rows) => rows.flatMap((row) => (row ? [row.p] : []))));
  return scopes.map((scope, s) => {
    let next = 0;
    const rows = tested[s]!.map((row) => row && { ...row, q: qs[s]![next++]! });
    return { ...scope, rows };
  });
}
