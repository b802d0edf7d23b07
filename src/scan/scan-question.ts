import type { Finding, Looked, Windows } from '#changes';
import type { Engine } from '#engine';
import type { Matcher, Milliseconds, ProfileType, TimeRange, TopologyAliases } from '#series';
import type { MetricSource, ProfileSource } from '#sources';
import type { ScannedApplication } from './fleet';

/** What a range is held against: `build` is the time before the last build change or restart in it. */
export const AGAINST = ['previous', 'yesterday', 'week', 'build'] as const;
export type Against = (typeof AGAINST)[number];

export interface ScanQuestion {
  readonly range: TimeRange;
  readonly against: Against;
  /** In which days are counted: `browser`, the default, `utc`, `Europe/Berlin`. */
  readonly timeZone?: string | undefined;
  /** Of models, applications, units; empty is everything. */
  readonly matchers: readonly Matcher[];
  /** Undefined: of all types that the server has, one of each kind of cost. */
  readonly profileTypes?: readonly ProfileType[] | undefined;
  /** How the site spells topology labels. */
  readonly aliases: TopologyAliases;
  /** Most merges that may be asked; undefined is the default (docs/cli.md). */
  readonly mostMerges?: number | undefined;
}

export interface ScanPorts {
  readonly profiles: ProfileSource;
  /** Without metrics nothing is known of restarts, builds and alerts. */
  readonly metrics?: MetricSource | undefined;
  readonly engine: Pick<
    Engine,
    'open' | 'openEach' | 'release' | 'functionValues' | 'judgeTotals' | 'findChanges'
  >;
  readonly now: () => Milliseconds;
}

export interface ScanOptions {
  /** Aborted, the scan ends with what it has: its last state is `stopped`. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((scan: Scan) => void) | undefined;
}

/** The state of a scan; results come as they are found. */
export interface Scan {
  /** lost: the server of profiles stopped answering, so that it ended early. */
  readonly phase: 'totals' | 'functions' | 'times' | 'done' | 'stopped' | 'lost';
  /** Of the whole fleet; where an application is known to have changed between, its functions are held against each other beside that time. */
  readonly windows: Windows;
  /** Best first. */
  readonly findings: readonly Finding[];
  readonly looked: Looked;
  /** Of this phase: profile types, applications that are looked into together in one type, places to date. A total of 0 is not known yet. */
  readonly done: number;
  readonly total: number;
  /** What is being looked into: `CPU time of 12 units`. */
  readonly doing?: string | undefined;
  /** Profiles that were asked for so far, each of a slice of time; how many more a scan takes is not known before they are listed. */
  readonly slices: number;
  /** Asked so far, of Parca and of Prometheus. */
  readonly questions: number;
  readonly elapsed: Milliseconds;
  /** What could not be looked at and why, a sentence each. */
  readonly problems: readonly string[];
  /** Why the last question failed that did; undefined: every one was answered. */
  readonly failure?: Error | undefined;
  /** Who the names in findings are. */
  readonly applications: readonly ScannedApplication[];
}
