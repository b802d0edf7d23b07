import type { JujuTopology, Labels, Matcher, Milliseconds, ProfileType, Target } from '#series';
import type { TopologyPath } from '../topology/topology-path';
import type { AgentInput } from './discovery-inputs';
import type { FailureKind } from './scrape-failure';

/** Where a row is known from: Parca scrapes it, an agent or a program pushes it, another Parca sends it, or only metrics know it. */
export type RowSource = 'scraped' | 'pushed' | 'federated' | 'metricsOnly';

/**
 * Exactly one a row, worst first.
 * failing: a scrape or push fails now. stale: it had profiles and has none of late. neverScraped: Parca did not come to it yet.
 * empty: scraped, and nothing is stored in the range. notProfiled: it has metrics and no profiles.
 */
export const ROW_STATES = [
  'failing',
  'stale',
  'neverScraped',
  'empty',
  'notProfiled',
  'profiling',
] as const;
export type RowState = (typeof ROW_STATES)[number];
/** A profile type of a row is never `notProfiled`. */
export type ProfileState = Exclude<RowState, 'notProfiled'>;

export const STATE_TITLES: Readonly<Record<RowState, string>> = {
  failing: 'failing',
  stale: 'stale',
  neverScraped: 'never scraped',
  empty: 'scraped but empty',
  notProfiled: 'not profiled',
  profiling: 'profiling',
};

export const SOURCE_TITLES: Readonly<Record<RowSource, string>> = {
  scraped: 'scraped',
  pushed: 'pushed',
  federated: 'federated',
  metricsOnly: 'metrics only',
};

/** One thing to say, as data: `kind` for a test or an icon, `message` for the user. */
export interface Statement<Kind extends string = string> {
  readonly kind: Kind;
  readonly message: string;
}

/** What to do next; `command` is for a shell and may be copied as it is. */
export interface NextStep extends Statement {
  readonly command?: string;
}

export type BadgeKind =
  | 'artefact'
  | 'collision'
  | 'noUnit'
  | 'selfProfiling'
  | 'oddUnit'
  | 'remoteUnit'
  | 'formerLabels'
  | 'longInterval'
  | 'pastError';

/** What is particular about a row beside its state. */
export type RowBadge = Statement<BadgeKind>;

/** One profile name (`process_cpu`, `memory`, …) of a row. */
export interface ProfileStatus {
  readonly name: string;
  readonly state: ProfileState;
  /** Parca's entry with health, last scrape, duration, URL, raw and discovered labels; undefined where Parca does not scrape. */
  readonly target: Target | undefined;
  /** The server's message of a failure that is going on. A failure that is over is a badge of the row. */
  readonly error: string | undefined;
  readonly failure: FailureKind | undefined;
  /** Types of this name that have profiles in the range: what a click can open. */
  readonly profileTypes: readonly ProfileType[];
  /** undefined: no profile in the range, or not known. */
  readonly lastSeen: Milliseconds | undefined;
  /** The last profile may be this much younger than `lastSeen`. */
  readonly seenWithin: Milliseconds;
}

/** When something was last seen: at `time`, or up to `within` later. */
export interface Seen {
  readonly time: Milliseconds;
  readonly within: Milliseconds;
}

/** What a row is, before anything is said about it. */
interface RowFacts<Source extends RowSource> {
  /** The same for the same thing at the next refresh. */
  readonly id: string;
  readonly source: Source;
  readonly state: RowState;
  readonly profiles: readonly ProfileStatus[];
  /** Public labels as found, without those of single threads and processors. */
  readonly labels: Labels;
  /** With aliases read and the unit's spelling put right; undefined outside Juju. */
  readonly topology: JujuTopology | undefined;
  /** `model › application › unit` and its kin outside Juju, outermost first. */
  readonly path: TopologyPath;
  /** undefined where Parca does not scrape. */
  readonly job: string | undefined;
  /** `host:port` as discovered, undefined where Parca does not scrape. */
  readonly address: string | undefined;
  /** Scrape interval, read from the CPU profile's URL; undefined: not known. */
  readonly interval: Milliseconds | undefined;
  /** Prometheus' view of the same unit; undefined: it knows none, or was not asked. */
  readonly up: UpCount | undefined;
}

/** Of a row that Parca does not scrape. */
export const UNSCRAPED = {
  job: undefined,
  address: undefined,
  interval: undefined,
  up: undefined,
} as const;

export interface ScrapedDraft extends RowFacts<'scraped'> {
  /** False: it was one, as its labels say. undefined: the targets are not known. */
  readonly isTarget: boolean | undefined;
  /** Whether stored profiles were asked for. */
  readonly activityKnown: boolean;
}

interface PushedDraft extends RowFacts<'pushed'> {
  /** Who pushes it, when Parca tells. */
  readonly agent: AgentInput | undefined;
}

interface MetricsOnlyDraft extends RowFacts<'metricsOnly'> {
  /** A unit of the same application is profiled. */
  readonly siblingProfiled: boolean;
}

/** A row while it is made: its facts, and what only a row of its source has. */
export type DraftRow = ScrapedDraft | PushedDraft | RowFacts<'federated'> | MetricsOnlyDraft;

export const isTarget = (row: DraftRow): row is ScrapedDraft =>
  row.source === 'scraped' && row.isTarget === true;

/** One thing that is, was or could be profiled. */
export interface TargetRow extends RowFacts<RowSource> {
  /** False for what is no process of its own (artefact, collision): left out of health counts. */
  readonly counted: boolean;
  /** The facts, the server's message among them. */
  readonly reason: Statement;
  /** What the facts mean; '' when they speak for themselves. */
  readonly meaning: Statement;
  readonly nextStep: NextStep | undefined;
  readonly badges: readonly RowBadge[];
  /** Conditions that select this row's profiles and no other row's, as far as labels can. */
  readonly matchers: readonly Matcher[];
  readonly lastScrape: Milliseconds | undefined;
  /** Its newest profile in the range. */
  readonly lastSeen: Seen | undefined;
  /** Lower case, for search. */
  readonly searchText: string;
}

export interface UpCount {
  readonly up: number;
  readonly down: number;
}
