import type { JujuTopology, Labels, Milliseconds, TopologyAliases } from '#series';
import type { ActivityIndex } from './activity-index';
import type { Clock } from './freshness';
import type { TopologyPath } from '../topology/topology-path';
import type { ProfileStatus, RowBadge, RowSource, RowState, UpCount } from './target-row';
import type { AgentInput } from './discovery-inputs';

/** A row while it is made: what it is, before anything is said about it. */
export interface DraftRow {
  readonly id: string;
  readonly source: RowSource;
  readonly state: RowState;
  readonly labels: Labels;
  readonly topology: JujuTopology | undefined;
  readonly path: TopologyPath;
  readonly profiles: readonly ProfileStatus[];
  readonly job: string;
  readonly address: string;
  readonly interval: Milliseconds | undefined;
  readonly means: ReadonlyMap<string, number>;
  readonly up: UpCount | undefined;
  /** Who pushes it, when Parca tells. */
  readonly agent: AgentInput | undefined;
  /** Whether stored profiles were asked for. */
  readonly activityKnown: boolean;
  /** It is not among the targets although its labels are those of a scrape; undefined: the targets are not known. */
  readonly isTarget: boolean | undefined;
  /** Badges that are known when it is made; others come from its neighbours. */
  readonly badges: readonly RowBadge[];
  /** A unit of the same application is profiled. Only for `metricsOnly`. */
  readonly siblingProfiled: boolean;
}

export interface DiscoveryContext {
  readonly clock: Clock;
  readonly aliases: TopologyAliases;
  readonly activity: ActivityIndex;
  readonly activityKnown: boolean;
  readonly targetsKnown: boolean;
  readonly agents: readonly AgentInput[];
}
