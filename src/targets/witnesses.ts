import type { Labels, Milliseconds, ProfileType, Target, TimeRange } from '#series';
import type { TargetAliases } from './aliases';

/** Everything that is known of what is profiled, each part from one server's answer. A part that could not be asked is undefined. */
export interface Witnesses {
  /** Parca's scrape targets, one a profile type; undefined: not known (yet), so nothing is called pushed or removed. */
  readonly targets: readonly Target[] | undefined;
  /** Which label sets have profiles in `range`; undefined: not known (yet), so health alone decides. */
  readonly activity: readonly ActivityAnswer[] | undefined;
  /** Prometheus' `up`, one a series; undefined: no Prometheus, or not asked yet. */
  readonly up: readonly UpWitness[] | undefined;
  /** Who pushes to Parca, as far as Parca tells: current agents are not among it. */
  readonly agents: readonly AgentWitness[];
  /** `otelcol_subordinate_charm_info`: which units share a machine with a collector. */
  readonly subordinates?: readonly Labels[];
  /** The range that `activity` was asked for. */
  readonly range: TimeRange;
  readonly now: Milliseconds;
  readonly aliases?: TargetAliases;
}

/** One series query of one profile type: no series means that nothing of the type is stored in the range. */
export interface ActivityAnswer {
  readonly profileType: ProfileType;
  /** The labels that were kept (sum_by); the series carry no others. `activityLabels` names them. */
  readonly by: readonly string[];
  readonly series: readonly ActiveSeries[];
  /** How exact `lastSeen` is: the step of the query. */
  readonly resolution: Milliseconds;
}

export interface ActiveSeries {
  readonly labels: Labels;
  /** Start of the last bucket that has a profile. */
  readonly lastSeen: Milliseconds;
  /** Mean over the range in the type's own rate: cores, bytes, …; undefined: not known. */
  readonly mean?: number;
}

export interface UpWitness {
  readonly labels: Labels;
  readonly value: 0 | 1;
}

export interface AgentWitness {
  /** The agent's `node`, or the address that it pushes from. */
  readonly id: string;
  readonly lastPush: Milliseconds | undefined;
  /** Of the last push; '' when it was accepted. */
  readonly lastError: string;
}
