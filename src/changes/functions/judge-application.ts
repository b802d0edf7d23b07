import { buildSlicedTable, sliceKindOf, type JudgedRun, type Pair } from '#comparison';
import { sumTrees, unite, type CallTree } from '#profile';
import type { ProfileType } from '#series';
import type { ApplicationSlices } from './application-slices';
import { judgeCounts, type JudgedScope } from './judge-counts';
import { levelVerdicts, type LevelVerdicts } from './level-verdicts';

/** What the slices of one application say in one profile type; kept, so that a scan that goes on judges only what is new. */
export type JudgedApplication = {
  readonly application: string;
  readonly profileType: ProfileType;
  readonly units: readonly string[];
  /** Two columns a unit, of its baseline and of its comparison, in the type's unit. */
  readonly tree: CallTree;
} & (
  | {
      readonly kind: 'counts';
      /** Functions that are tested: the rows of each scope. */
      readonly names: readonly string[];
      /** The application, where it has several units, and each of its units. */
      readonly scopes: readonly JudgedScope[];
    }
  | { readonly kind: 'levels'; readonly verdictsOf: (unit: number) => LevelVerdicts }
);

export function judgeApplication(slices: ApplicationSlices<CallTree>): JudgedApplication {
  const { application, profileType, units } = slices;
  const table = buildSlicedTable(
    units.flatMap(({ runs }) => runs),
    { filters: [], by: 'function' },
  );
  const kind = sliceKindOf(profileType);
  const quantum = kind.quantum || table.quantum || 1;
  const sides = units.map(({ seconds }, u): Pair<JudgedRun> => [
    { ...table.runs[2 * u]!, seconds: seconds[0], quantum },
    { ...table.runs[2 * u + 1]!, seconds: seconds[1], quantum },
  ]);
  const facts = {
    ...{ application, profileType },
    units: units.map(({ unit }) => unit),
    tree: unite(units.flatMap(({ runs }) => runs.map((trees) => sumTrees(trees)))),
  };
  if (kind.kind === 'counts')
    return { ...facts, kind: 'counts', ...judgeCounts(table.names, sides, slices.sliceSeconds) };
  const how = { ...kind, quantum, sliceSeconds: slices.sliceSeconds };
  return { ...facts, kind: 'levels', verdictsOf: levelVerdicts(facts.tree, table, sides, how) };
}
