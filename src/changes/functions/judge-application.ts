import { sliceKindOf } from '#comparison';
import type { CallTree } from '#profile';
import type { ProfileType } from '#series';
import type { ApplicationSlices } from './application-slices';
import { judgeCounts, type JudgedScope } from './judge-counts';
import { uniteSlices } from './unite-slices';
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
  const { application, profileType, units, sliceSeconds } = slices;
  const united = uniteSlices(units.flatMap(({ runs }) => runs));
  const kind = sliceKindOf(profileType);
  const quantum = kind.quantum || united.quantum || 1;
  const seconds = units.map((unit) => unit.seconds);
  const facts = {
    ...{ application, profileType, tree: united.tree },
    units: units.map(({ unit }) => unit),
  };
  if (kind.kind === 'counts') {
    const counted = judgeCounts(united, seconds, { quantum, sliceSeconds });
    return { ...facts, kind: 'counts', ...counted };
  }
  const verdictsOf = levelVerdicts(united, seconds, { ...kind, quantum, sliceSeconds });
  return { ...facts, kind: 'levels', verdictsOf };
}
