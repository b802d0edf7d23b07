import type { Pair } from '#comparison';
import type { ProfileType, Seconds } from '#series';

/** Slices of all units of one application in one profile type; `Tree` is a tree of one column, or what stands for it. */
export interface ApplicationSlices<Tree> {
  readonly application: string;
  readonly profileType: ProfileType;
  readonly units: readonly UnitSlices<Tree>[];
  /** From the start of one slice to the start of the next. */
  readonly sliceSeconds: Seconds;
}

export interface UnitSlices<Tree> {
  readonly unit: string;
  /** In time order: of the baseline, of the comparison. Slices with the same place in all units are of the same time. */
  readonly runs: Pair<readonly Tree[]>;
  /** That each slice covers. */
  readonly seconds: Pair<readonly Seconds[]>;
}
