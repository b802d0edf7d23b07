import type {
  Agent,
  Labels,
  Matcher,
  Milliseconds,
  ProfileType,
  Scrape,
  Selector,
  Series,
  Target,
  TimeRange,
} from '#series';

/**
 * The one way out to a server. A host decides how: fetch on the console's origin, Grafana's proxy, a test's replay.
 * Rejects with a SourceError of kind unreachable, redirect, timeout, tooLarge or aborted; any other HTTP status is an answer, not a failure.
 */
export interface Transport {
  request(request: TransportRequest): Promise<TransportResponse>;
}

export interface TransportRequest {
  /** Relative to the server's root, without a leading slash: `api/parca.query.v1alpha1.QueryService/Query`. */
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly signal?: AbortSignal;
  /** An answer of more is not wanted: tooLarge. Absent: as much as the transport reads. */
  readonly mostBytes?: number;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What every call takes besides its question. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

interface ProfileCallOptions extends CallOptions {
  /**
   * Of a profile that came trimmed, only the stacks that have a function of this name, in detail; what the others have is trimmed then. A
   * server that never trims answers the whole.
   */
  readonly through?: string;
}

/** What a page has to know of a server besides its answers. */
export interface ProfileServer {
  /** As users know it. */
  readonly name: 'Parca' | 'Pyroscope';
  /**
   * It asks programs for their profiles and knows how that goes. Where it is only sent them there are no targets, no health and no agents, and
   * that nothing comes says nothing of a program.
   */
  readonly scrapes: boolean;
  /** One answer can have profiles of many units: `fetchSlices` is one question, and not one a group. */
  readonly groups: boolean;
}

export const PROFILE_SERVERS = {
  Parca: { name: 'Parca', scrapes: true, groups: true },
  Pyroscope: { name: 'Pyroscope', scrapes: false, groups: false },
} as const satisfies Readonly<Record<ProfileServer['name'], ProfileServer>>;

/** A server that stores profiles. Answers without data are empty lists, never errors. Every failure is a SourceError. */
export interface ProfileSource {
  readonly server: ProfileServer;
  /** Of several servers behind one port their names: a selection says by `datasource="…"` which it is of, else it is of the first. */
  readonly datasources?: readonly string[];
  /** Of `datasources` the one of that name alone: what only another one has is missing from the lists of all while that fails. */
  readonly sourceOf?: (datasource: string) => ProfileSource | undefined;
  fetchProfileTypes(range: TimeRange, options?: CallOptions): Promise<readonly ProfileType[]>;
  fetchLabelNames(question: LabelQuestion, options?: CallOptions): Promise<readonly string[]>;
  /** Values among the series that match; where the server ignores matchers, all values of the type. */
  fetchLabelValues(
    name: string,
    question: LabelQuestion,
    options?: CallOptions,
  ): Promise<readonly string[]>;
  /** The type's own rate: cores for CPU, the value itself for gauges, unit per second otherwise, increases of counters too. Gaps are nulls. */
  fetchSeries(question: SeriesQuestion, options?: CallOptions): Promise<readonly ProfileSeries[]>;
  /** Label sets with data in the range. */
  fetchLabelSets(
    selector: Selector,
    range: TimeRange,
    by: readonly string[],
    options?: CallOptions,
  ): Promise<readonly Labels[]>;
  /**
   * The label sets of every profile type from one question, where a server can tell them: of what it stores together with the range, which may
   * reach minutes to hours beyond it.
   */
  readonly fetchLabelSetsOfTypes?: (
    range: TimeRange,
    by: readonly string[],
    options?: CallOptions,
  ) => Promise<readonly LabelSetsOfType[]>;
  fetchProfile(
    selector: Selector,
    range: TimeRange,
    options?: ProfileCallOptions,
  ): Promise<FetchedProfile>;
  /** What `fetchProfile` would answer, without asking for the profile itself. */
  fetchScrapes(
    selector: Selector,
    range: TimeRange,
    options?: CallOptions,
  ): Promise<FetchedScrapes>;
  /**
   * The profile of some of the scrapes that `fetchProfile` or `fetchScrapes` answered for the selector, as it would be of these alone. No other scrape of that
   * answer may lie between the first and the last of them (`planSlices`). Their values are taken as listed and not asked again.
   */
  fetchSlice(
    selector: Selector,
    scrapes: readonly Scrape[],
    options?: CallOptions,
  ): Promise<FetchedProfile>;
  /** `fetchSlice` of each group, in their order: a server that can tell series apart is asked once for groups of different series. */
  fetchSlices(
    selector: Selector,
    slice: GroupedSlice,
    options?: CallOptions,
  ): Promise<readonly FetchedProfile[]>;
  fetchTargets(options?: CallOptions): Promise<readonly Target[]>;
  /** Pushers that the server knows by name; most are known only by the labels of what they pushed. */
  fetchAgents(options?: CallOptions): Promise<readonly Agent[]>;
}

export interface LabelSetsOfType {
  readonly profileType: ProfileType;
  readonly labelSets: readonly Labels[];
}

/** Some of the scrapes of an answer, in groups of different series. */
export interface GroupedSlice {
  readonly groups: readonly SliceGroup[];
  /** The answer. */
  readonly among: readonly Scrape[];
}

/** Of its series no other scrape of the answer lies between the first and the last scrape of all groups. */
export interface SliceGroup {
  /** Hold for its series alone among those of the answer. */
  readonly matchers: readonly Matcher[];
  readonly scrapes: readonly Scrape[];
}

export interface LabelQuestion {
  readonly profileType: ProfileType;
  readonly matchers: readonly Matcher[];
  readonly range: TimeRange;
}

export interface SeriesQuestion {
  readonly selector: Selector;
  readonly range: TimeRange;
  /** Width of a bucket, at least 1000. */
  readonly step: Milliseconds;
  /** Labels that stay; what they do not tell apart is summed. */
  readonly sumBy: readonly string[];
  /**
   * `scrapes`, the default: from every stored profile, up to six hours. `buckets`: the server adds up each step, which puts a profile
   * whole into the step where it began; for many series at once.
   */
  readonly from?: 'scrapes' | 'buckets';
}

export interface ProfileSeries extends Series {
  /** `cores` for CPU time, else the profile type's unit (`bytes`, `count`, `nanoseconds`), with `/s` for other delta types. */
  readonly unit: string;
}

/**
 * A profile as stored, before decoding: parts whose weighted sum is the answer,
 *
 *     profile = Σ parts  weight × (pprof + what was trimmed + the rest of total, without a stack)
 *
 * weight 1 for delta types; 1 / scrapes for gauges, so that units with unequal scrape counts count alike; for counters 1 for the profile
 * at the end of the range, or before a restart, and -1 for the one at its start.
 */
export interface FetchedProfile extends FetchedScrapes {
  readonly parts: readonly ProfilePart[];
  /**
   * The profile is not whole: this much of its total stands in frames `TRIMMED`, because it was too large to be sent with its narrowest
   * frames, or only a part was asked for. Absent: all of it is there.
   */
  readonly trimmed?: number;
}

/** What a profile is made of. */
export interface FetchedScrapes {
  /** The range that was merged: the question's, or one interval shorter when it ended "now". */
  readonly range: TimeRange;
  /** Every stored profile that is in it, in time order; of counters the increases between two of them. */
  readonly scrapes: readonly Scrape[];
  /** Median distance of the scrapes of one series; 0 when there are fewer than two. */
  readonly interval: Milliseconds;
  /** Sentences for the user on what is left out or put right; empty when nothing is. */
  readonly notices: readonly string[];
}

export interface ProfilePart {
  /** gzip or plain pprof with one sample type, or without any sample; length 0 when there is none. */
  readonly pprof: Uint8Array;
  /** What the server counts for all samples: those without a stack are not in the pprof. */
  readonly total: number;
  readonly weight: number;
  /** What of `total` was left out of the pprof as a whole: it is a frame `TRIMMED` of the root. Absent: nothing. */
  readonly trimmed?: number;
  /** Only those samples that have these labels are meant, and counted in `total`; '' is a label that is missing. Absent: all. */
  readonly only?: Labels;
}

/** A server that answers PromQL. */
export interface MetricSource {
  fetchRange(question: MetricQuestion, options?: CallOptions): Promise<MetricAnswer>;
  fetchInstant(
    question: { readonly query: string; readonly time?: Milliseconds },
    options?: CallOptions,
  ): Promise<MetricAnswer>;
  fetchLabelValues(
    question: {
      readonly name: string;
      /** Selectors: of series that one of them holds for. */
      readonly match?: string | readonly string[];
      readonly range: TimeRange;
    },
    options?: CallOptions,
  ): Promise<readonly string[]>;
}

interface MetricQuestion {
  readonly query: string;
  readonly range: TimeRange;
  readonly step: Milliseconds;
}

/** `warnings` are the server's; an answer with warnings is partial. */
export interface MetricAnswer {
  readonly series: readonly Series[];
  readonly warnings: readonly string[];
}
