import type { TotalsChange, UnitTotals } from '#changes';
import { sliceKindOf } from '#comparison';
import { groupBy, printProfileType, type ProfileType } from '#series';
import type { ScannedApplication, ScannedUnit } from './fleet';

/** Functions of one application in one profile type. */
export interface Task {
  readonly application: ScannedApplication;
  readonly profileType: ProfileType;
  /** Those of the application that have it, and are looked into. */
  readonly units: readonly ScannedUnit[];
  /** What moved its total, the surest first. */
  readonly changes: readonly TotalsChange[];
}

export interface TasksQuestion {
  readonly applications: readonly ScannedApplication[];
  /** In order of interest. */
  readonly types: readonly ProfileType[];
  readonly totals: readonly UnitTotals[];
  readonly changes: readonly TotalsChange[];
  /** Another number, another sample of what is quiet. */
  readonly turn: number;
}

/** Siblings enough: more of them tell little more of one. */
const MOST_UNITS = 20;

/**
 * What is looked into first: where a total moved, the surest first; then type by type, in turns the busiest application that is left and the
 * next one of a round through all of them, so that a budget that ends early does not pass over the same ones each time.
 *
 * Of a state or a wait only units whose total moved: nothing is said of its functions where that did not (`totalChange`), while a cost may move between functions
 * with the total as it was.
 */
export function orderTasks(question: TasksQuestion): readonly Task[] {
  const { applications, types, totals, changes, turn } = question;
  const typeKeys = types.map(printProfileType);
  const byTask = groupBy(totals, (one) => keyOf(one.application, one.profileType));
  const changesOf = groupBy([...changes].sort(bySureness), (one) =>
    keyOf(one.application, one.profileType),
  );
  const cost = new Map(applications.map((one) => [one, costOf(one, byTask, types[0])]));
  const round = inTurns(applications, cost, turn);
  const tasks = types.flatMap((profileType) =>
    round.flatMap((application): Task[] => {
      const key = keyOf(application.name, profileType);
      const own = byTask.get(key) ?? [];
      const moved = changesOf.get(key) ?? [];
      const isCount = sliceKindOf(profileType).kind === 'counts';
      const units = isCount
        ? chooseUnits(application, { own, moved, turn })
        : application.units.filter(({ name }) => moved.some(({ unit }) => unit === name));
      return units.length === 0 ? [] : [{ application, profileType, units, changes: moved }];
    }),
  );
  const place = (task: Task) => typeKeys.indexOf(printProfileType(task.profileType));
  const hits = tasks.filter(({ changes: own }) => own.length > 0);
  hits.sort((a, b) => a.changes[0]!.q - b.changes[0]!.q || place(a) - place(b));
  return [...hits, ...tasks.filter(({ changes: own }) => own.length === 0)];
}

const bySureness = (a: TotalsChange, b: TotalsChange) => a.q - b.q;

function keyOf(application: string, profileType: ProfileType): string {
  return JSON.stringify([application, printProfileType(profileType)]);
}

/** In the first type, which is that of CPU time where there is one. */
function costOf(
  { name }: ScannedApplication,
  byTask: ReadonlyMap<string, readonly UnitTotals[]>,
  type: ProfileType | undefined,
): number {
  const totals = (type && byTask.get(keyOf(name, type))) ?? [];
  return totals.reduce((sum, one) => sum + meanOf(one), 0);
}

function meanOf({ values }: UnitTotals): number {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
}

function inTurns(
  applications: readonly ScannedApplication[],
  cost: ReadonlyMap<ScannedApplication, number>,
  turn: number,
): readonly ScannedApplication[] {
  const busiest = [...applications].sort((a, b) => cost.get(b)! - cost.get(a)!);
  const next = rotated(applications, turn);
  const order = new Set(busiest.flatMap((application, i) => [application, next[i]!]));
  return [...order];
}

function rotated<T>(all: readonly T[], turn: number): readonly T[] {
  const at = all.length === 0 ? 0 : turn % all.length;
  return [...all.slice(at), ...all.slice(0, at)];
}

/** Of a large application those that moved, and a sample of the others. */
function chooseUnits(
  { units }: ScannedApplication,
  of: {
    readonly own: readonly UnitTotals[];
    readonly moved: readonly TotalsChange[];
    readonly turn: number;
  },
): readonly ScannedUnit[] {
  const having = new Set(of.own.map(({ unit }) => unit));
  const moved = new Set(of.moved.map(({ unit }) => unit));
  const present = units.filter(({ name }) => having.has(name));
  if (present.length <= MOST_UNITS) return present;
  const others = rotated(
    present.filter(({ name }) => !moved.has(name)),
    of.turn * Math.max(1, MOST_UNITS - moved.size),
  );
  const chosen = new Set(
    [...present.filter(({ name }) => moved.has(name)), ...others].slice(0, MOST_UNITS),
  );
  return present.filter((unit) => chosen.has(unit));
}
