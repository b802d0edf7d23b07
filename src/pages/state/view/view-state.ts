import type { Normalisation } from '#comparison';
import type { Against } from '#scan';
import type { Matcher, RawRange, TimeRange } from '#series';
import type { PlaceKey, StateFilter, TargetOrder, TopTableSort } from '#ui';

export const PAGES = ['changes', 'targets', 'profile', 'compare'] as const;
export type PageName = (typeof PAGES)[number];

/** What one profile is of: conditions, and a window inside the page's range (absent: the whole range). */
export interface SideState {
  readonly matchers: readonly Matcher[] | undefined;
  readonly window: TimeRange | undefined;
}

export const FILTER_KINDS = [
  'keepStack',
  'dropStack',
  'hideFrame',
  'keepFrame',
  'showFrom',
] as const;
/** Each is a pass over the tree: a link is not to bring thousands. */
export const MOST_FILTERS = 50;

export const FILTER_FIELDS = ['function', 'package', 'file', 'binary'] as const;

/** A cut of the call tree. */
export interface FilterState {
  readonly kind: (typeof FILTER_KINDS)[number];
  readonly field: (typeof FILTER_FIELDS)[number];
  /** All of a name; of a `regex`, an expression in RE2 syntax that is found anywhere in it. */
  readonly pattern: string;
  readonly regex: boolean;
}

/** How the flame graph and the table are shown; the same on both pages. */
export interface DisplayState {
  /** `tree`: the graph as a table of callers and callees. */
  readonly layout: 'both' | 'graph' | 'table' | 'tree';
  readonly search: string;
  /** The search is a regular expression, else it is text. */
  readonly regex: boolean;
  readonly inverted: boolean;
  readonly colour: 'package' | 'file' | 'binary' | 'self';
  /** What of the colour's packages, files or binaries alone is lit. */
  readonly lit: string | undefined;
  /** Paths of packages whose code is the reader's own, with all below them; undefined: those of the main module. */
  readonly own: readonly string[] | undefined;
  /** The charts of metrics under the profile's own rate; `auto`: where they leave enough height for the flame graph. */
  readonly metrics: 'auto' | 'shown' | 'hidden';
  /** Matchers for the metrics in place of the join's. */
  readonly metricMatchers: string | undefined;
  /** Whose values the widths of a comparison's frames stand for. */
  readonly width: 'both' | 'baseline' | 'comparison';
  readonly by: 'function' | 'file' | 'binary' | 'package';
  /** A frame of the graph stands for all calls within a row of the table. */
  readonly rolledUp: boolean;
  readonly recursion: 'shown' | 'collapsed';
  /** What callees of one caller are in order of. */
  readonly siblings: 'name' | 'width';
  /** Identity of the focused stack (`stackId`); undefined: the whole graph. */
  readonly focus: string | undefined;
  /** Callers or callees of one function, or of a row of a rolled-up graph, instead of the whole tree; or both beside each other. */
  readonly pivot:
    { readonly of: 'callers' | 'callees' | 'both'; readonly functionName: string } | undefined;
  readonly filters: readonly FilterState[];
  /** Name of the selected row of the table. Functions without a package are a row that is named ''. */
  readonly selected: string | undefined;
  /** Column and direction, undefined the table's default. */
  readonly sort: TopTableSort | undefined;
  /** Label whose values the timeline of a profile has a line each of; undefined: a line a unit. */
  readonly groupBy: string | undefined;
  /** Functions whose course over the range is drawn. */
  readonly charted: readonly string[];
  /** The table has the rows that the search finds, or all of them. */
  readonly onlyMatches: boolean;
  /** What of a comparison is within noise: out of the table and grey in the graph, or as all else. */
  readonly noise: 'hidden' | 'shown';
  /** What the other units did in the same windows is taken from each change. */
  readonly minus: 'siblings' | undefined;
  /** Functions of two sides that only a closure's number or a hash tells apart are one, or two. */
  readonly renamed: 'matched' | 'apart';
  /** What stands beside functions in the table besides their values. */
  readonly columns: readonly PlaceKey[];
}

/** What of the targets is shown, and how. Which levels are open is not kept: a link would become long. */
export interface TargetsState {
  readonly search: string;
  readonly state: StateFilter;
  readonly order: TargetOrder;
  /** `id` of the row whose details are shown. */
  readonly selected: string | undefined;
  /** Which of several servers; undefined: the first. */
  readonly datasource: string | undefined;
}

/** What is looked for changes, and what of them is shown. */
export interface ChangesState {
  readonly against: Against;
  /** Of models, applications, units; empty is everything. */
  readonly matchers: readonly Matcher[];
  /** Key of the finding whose evidence is open. */
  readonly opened: string | undefined;
  /** Keys of findings that are not to be shown. */
  readonly dismissed: readonly string[];
  /** Name of the application whose units are held against each other. */
  readonly oddIn: string | undefined;
}

/** Everything that a user can set and a link has to carry. `printView` and `parseView` are its only ways to and from a URL. */
export interface ViewState {
  readonly page: PageName;
  /** Printed; undefined until one is chosen. */
  readonly profileType: string | undefined;
  /** undefined: the host's default range. */
  readonly range: RawRange | undefined;
  /** Refresh interval such as `30s`; undefined: off. */
  readonly refresh: string | undefined;
  readonly profile: SideState;
  readonly baseline: SideState;
  readonly comparison: SideState;
  /** undefined: what suits the profile type. */
  readonly normalise: Normalisation | undefined;
  /** The metric whose rate is the requests of a comparison; undefined: what is remembered, or found. */
  readonly requestMetric: string | undefined;
  readonly display: DisplayState;
  readonly targets: TargetsState;
  readonly changes: ChangesState;
}

export const PLACE_KEYS = ['file', 'binary'] as const satisfies readonly PlaceKey[];

const NO_SIDE: SideState = { matchers: undefined, window: undefined };

export const DEFAULT_DISPLAY: DisplayState = {
  layout: 'both',
  search: '',
  regex: false,
  inverted: false,
  colour: 'package',
  lit: undefined,
  own: undefined,
  metrics: 'auto',
  metricMatchers: undefined,
  width: 'both',
  by: 'function',
  rolledUp: false,
  recursion: 'shown',
  siblings: 'name',
  focus: undefined,
  pivot: undefined,
  filters: [],
  selected: undefined,
  sort: undefined,
  groupBy: undefined,
  charted: [],
  onlyMatches: true,
  noise: 'hidden',
  minus: undefined,
  renamed: 'matched',
  columns: [],
};

export const DEFAULT_TARGETS: TargetsState = {
  search: '',
  state: '',
  order: 'cost',
  selected: undefined,
  datasource: undefined,
};

export const DEFAULT_CHANGES: ChangesState = {
  against: 'previous',
  matchers: [],
  opened: undefined,
  dismissed: [],
  oddIn: undefined,
};

export const DEFAULT_VIEW: ViewState = {
  page: 'profile',
  profileType: undefined,
  range: undefined,
  refresh: undefined,
  profile: NO_SIDE,
  baseline: NO_SIDE,
  comparison: NO_SIDE,
  normalise: undefined,
  requestMetric: undefined,
  display: DEFAULT_DISPLAY,
  targets: DEFAULT_TARGETS,
  changes: DEFAULT_CHANGES,
};
