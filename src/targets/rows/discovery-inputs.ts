import {
  topologyNames,
  type Labels,
  type Milliseconds,
  type ProfileType,
  type Series,
  type Target,
  type TimeRange,
  type TopologyAliases,
} from '#series';

/** Everything that is known of what is profiled, each part from one server's answer. A part that could not be asked is undefined. */
export interface DiscoveryInputs {
  /** Where profiles are stored; one that is only sent them knows no targets, and silence says nothing of a program. */
  readonly server?: { readonly name: string; readonly scrapes: boolean };
  /** Parca's scrape targets, one a profile type; undefined: not known (yet), so nothing is called pushed or removed. */
  readonly targets: readonly Target[] | undefined;
  /** Which label sets have profiles in `range`; undefined: not known (yet), so health alone decides. */
  readonly activity: readonly ActivityAnswer[] | undefined;
  /** Prometheus' `up`, one a series; undefined: no Prometheus, or not asked yet. */
  readonly up: readonly UpInput[] | undefined;
  /** Who pushes to Parca, as far as Parca tells: current agents are not among it. */
  readonly agents: readonly AgentInput[];
  /** `otelcol_subordinate_charm_info`: which units share a machine with a collector. */
  readonly subordinates?: readonly Labels[];
  /** The range that `activity` was asked for. */
  readonly range: TimeRange;
  readonly now: Milliseconds;
  readonly aliases: TopologyAliases;
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
}

export interface UpInput {
  readonly labels: Labels;
  readonly value: 0 | 1;
}

export interface AgentInput {
  /** The agent's `node`, or the address that it pushes from. */
  readonly id: string;
  readonly lastPush: Milliseconds | undefined;
  /** Of the last push; undefined when it was accepted. */
  readonly lastError: string | undefined;
}

/** Labels of single threads and processors, which agents attach to samples: no place. */
export const HIDDEN_LABELS: ReadonlySet<string> = new Set(['cpu', 'thread_id', 'thread_name']);

/** The labels themselves when there is nothing to hide. */
export function withoutHidden(labels: Labels): Labels {
  const names = Object.keys(labels);
  if (!names.some((name) => HIDDEN_LABELS.has(name))) return labels;
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !HIDDEN_LABELS.has(name)));
}

/** The labels to ask series by (sum_by): those that tell targets and places apart, as far as they exist. */
export function activityLabels(
  labelNames: readonly string[],
  targets: readonly Target[],
  aliases: TopologyAliases,
): readonly string[] {
  const known = new Set(topologyNames(aliases));
  for (const { labels } of targets) for (const name of Object.keys(labels)) known.add(name);
  return labelNames.filter((name) => known.has(name) && !HIDDEN_LABELS.has(name)).sort();
}

export interface ActivityQuestion {
  readonly profileType: ProfileType;
  readonly by: readonly string[];
  readonly step: Milliseconds;
}

/** One answer of a series query, as an input. */
export function activityOf(
  { profileType, by, step }: ActivityQuestion,
  series: readonly Series[],
): ActivityAnswer {
  return {
    profileType,
    by,
    resolution: step,
    series: series.flatMap(({ labels, times, values }) => {
      const last = values.findLastIndex((value) => value !== null);
      if (last === -1) return [];
      return [{ labels, lastSeen: times[last]! }];
    }),
  };
}

/** The last value of each series of `up`. */
export function upOf(series: readonly Series[]): readonly UpInput[] {
  return series.flatMap(({ labels, values }) => {
    const last = values.findLast((value) => value !== null);
    return last === undefined || last === null ? [] : [{ labels, value: last > 0 ? 1 : 0 }];
  });
}
