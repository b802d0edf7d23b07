import type { Labels, TopologyAliases } from '#series';

/**
 * How sure a join is, by what both sides agree on.
 * unit, application, model: Juju's labels with the model's UUID. nameMatch: the same by the model's name only. alias: another
 * application's metrics, by a table. host: the machine or address. instance: scrape labels outside Juju. guessed: a pod's name read as
 * a unit. user: matchers that the user gave. none: no metric may be shown.
 */
export type JoinTier =
  | 'unit'
  | 'application'
  | 'model'
  | 'nameMatch'
  | 'alias'
  | 'host'
  | 'instance'
  | 'guessed'
  | 'user'
  | 'none';

export interface MetricJoin {
  readonly tier: JoinTier;
  /** How fine the series are that `matchers` select. */
  readonly level: 'unit' | 'application' | 'model' | 'host' | 'instance' | 'any';
  /** PromQL with braces; '' when there is none. */
  readonly matchers: string;
  /** For the page, always there. */
  readonly explanation: string;
  /** Labels that a sum over `matchers` keeps, as PromQL's `by (…)` takes them. */
  readonly by: string;
  /** What is scraped under these matchers, a series an endpoint; undefined without matchers. `readVerification` reads the answer. */
  readonly verify?: string;
}

export interface MetricJoinOptions {
  /** Addresses (`host:port` or host) that the selected profiles are scraped from. */
  readonly addresses?: readonly string[];
  /** Series of `otelcol_subordinate_charm_info`. */
  readonly subordinates?: readonly Labels[];
  /** Label sets of `up`, where they are known: a unit is only guessed when it is among them. */
  readonly up?: readonly Labels[];
  readonly aliases: TopologyAliases;
  /** A user's matchers, `{a="b"}`; wins over everything. */
  readonly override?: string;
}

/** Whether the join finds anything in Prometheus. */
export interface JoinVerification {
  readonly kind: 'nothing' | 'one' | 'several';
  /** Scraped endpoints that have these labels. */
  readonly count: number;
  /** Those of them whose last scrape failed. */
  readonly down: number;
  readonly jobs: readonly string[];
  readonly message: string;
}
