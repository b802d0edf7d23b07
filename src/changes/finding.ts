import { stableName } from '#profile';
import { printProfileType, type Milliseconds, type ProfileType } from '#series';

/** Why a finding may be there: what fell on its time, or what it is. */
export interface Cause {
  readonly kind: 'restart' | 'deploy' | 'alert' | 'load' | 'shared';
  /** As the page prints it after "since": `2 min after the build changed`. */
  readonly text: string;
  readonly time?: Milliseconds | undefined;
}

/** What happened to an application or one of its units. */
export interface FleetEvent {
  readonly kind: 'restart' | 'deploy' | 'alert';
  readonly application: string;
  /** Absent: to all of them. */
  readonly unit?: string | undefined;
  readonly time: Milliseconds;
  /** As a clause with its own verb: `the build changed`, `HighLatency fired`. */
  readonly text: string;
}

/** When a level changed, and how far from that it may have been: 95 %. */
export interface Since {
  readonly time: Milliseconds;
  readonly uncertainty: Milliseconds;
}

export interface Slope {
  readonly perSecond: number;
  readonly interval: readonly [number, number];
}

/** A rate, or a state, over the range: `null` is a gap. */
export interface Points {
  readonly times: readonly Milliseconds[];
  readonly values: readonly (number | null)[];
}

/** One cause: what changed in one application, where, by how much, since when, and why as far as that is known. */
export interface Finding {
  /** The same in a later scan: see `findingKey`. */
  readonly key: string;
  /**
   * cost: a function costs more or less at equal load. moved: what one function lost another one under the same caller gained.
   * load: everything grew or shrank alike. leak: it rises steadily. level: a total stands at another level and no function explains it.
   */
  readonly kind: 'cost' | 'moved' | 'load' | 'leak' | 'level';
  readonly direction: 'up' | 'down';
  readonly profileType: ProfileType;
  readonly application: string;
  /** That changed, in the order in which they were given. */
  readonly units: readonly string[];
  /** Units of the application that were looked into and did not. */
  readonly unchanged: readonly string[];
  /** Absent where the whole is meant. */
  readonly function?: string | undefined;
  /** Of a function: the nearest own function above most of the change. Of a move: the caller of both, which stayed. */
  readonly under?: string | undefined;
  /** Of a move: the function that lost what `function` gained. */
  readonly movedFrom?: string | undefined;
  /** Over all `units`, in the type's `rateUnit`: cores, bytes, unit/s. At equal load where functions are counted. */
  readonly delta: number;
  /** 95 %. */
  readonly deltaInterval?: readonly [number, number] | undefined;
  /** Of what it would be without the change, 0.41 is +41 %; 95 % interval. Absent where that is nothing. */
  readonly relative?: number | undefined;
  readonly interval?: readonly [number, number] | undefined;
  /** False discovery rate at which it is just found. */
  readonly q: number;
  readonly since?: Since | undefined;
  /** Of what rises or falls steadily since then, over all `units`: in the type's `rateUnit` per second, with 95 %. */
  readonly slope?: Slope | undefined;
  /** Where it is back to what it was. */
  readonly until?: Milliseconds | undefined;
  readonly cause?: Cause | undefined;
  /** To its application and units over the range. Absent before that was looked for; not `isAll` where restarts and alerts are not known. */
  readonly happened?:
    { readonly events: readonly FleetEvent[]; readonly isAll: boolean } | undefined;
  /** Of a total: no functions of its units were judged that could explain it. */
  readonly isUnexamined?: boolean | undefined;
  /** Of the function, or of the whole: for a sparkline. */
  readonly series?: Points | undefined;
}

/** Application, profile type, function by its `stableName`, direction: a later scan updates a finding of the same key. */
export function findingKey({
  application,
  profileType,
  function: name = '',
  direction,
}: Pick<Finding, 'application' | 'profileType' | 'function' | 'direction'>): string {
  const parts = [application, printProfileType(profileType), stableName(name), direction];
  return parts.join('|');
}
