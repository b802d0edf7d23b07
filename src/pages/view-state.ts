import { z } from 'zod';
import {
  parseMatchers,
  parseProfileType,
  printMatchers,
  printProfileType,
  type Matcher,
  type TimeRange,
} from '#series';
import { ROW_STATES } from '#targets';
import type { StateFilter, TargetOrder, TopTableSort } from '#ui';

export const PAGES = ['targets', 'profile', 'compare'] as const;
export type PageName = (typeof PAGES)[number];

/** Ends of a range as a person says them: epoch ms, or relative like `now-1h`. */
export interface RawRange {
  readonly from: string;
  readonly to: string;
}

/** What one profile is of: conditions, and a window inside the page's range (absent: the whole range). */
export interface SideState {
  readonly matchers: readonly Matcher[] | undefined;
  readonly window: TimeRange | undefined;
}

export const FILTER_KINDS = ['keepStack', 'dropStack', 'hideFrame', 'showFrom'] as const;

/** A cut of the call tree by function name. */
export interface FilterState {
  readonly kind: (typeof FILTER_KINDS)[number];
  readonly functionName: string;
}

/** How the picture is shown; the same on both pages. */
export interface DisplayState {
  readonly layout: 'both' | 'graph' | 'table';
  readonly search: string;
  readonly inverted: boolean;
  readonly colour: 'package' | 'binary';
  /** The charts of metrics under the profile's own rate; '' as the page finds room for them. */
  readonly metrics: '' | 'shown' | 'hidden';
  /** Matchers that a person chose for the metrics in place of the join's; '' none. */
  readonly metricMatchers: string;
  /** Whose values the widths of a comparison's frames stand for. */
  readonly width: 'both' | 'baseline' | 'comparison';
  readonly by: 'function' | 'file' | 'binary' | 'package';
  /** Identity of the focused stack (`stackId`); '' the whole graph. */
  readonly focus: string;
  /** Callers or callees of one function instead of the whole tree. */
  readonly pivot: { readonly of: 'callers' | 'callees'; readonly functionName: string } | undefined;
  readonly filters: readonly FilterState[];
  /** Selected row of the table, '' none. */
  readonly selected: string;
  /** Column and direction, undefined the table's default. */
  readonly sort: TopTableSort | undefined;
  /** Text that the table's rows hold. */
  readonly filter: string;
}

/** What of the targets is shown, and how. Which places are open is not kept: a link would become long. */
export interface TargetsState {
  readonly search: string;
  readonly state: StateFilter;
  readonly order: TargetOrder;
  /** `id` of the row whose details are shown; '' none. */
  readonly selected: string;
}

/** Everything that a person can set and a link has to carry. `print` and `parse` are its only ways to and from a URL. */
export interface ViewState {
  readonly page: PageName;
  /** Printed profile type; '' until one is chosen. */
  readonly profileType: string;
  /** undefined: the host's default range. */
  readonly range: RawRange | undefined;
  /** Refresh interval such as `30s`; '' off. */
  readonly refresh: string;
  readonly profile: SideState;
  readonly baseline: SideState;
  readonly comparison: SideState;
  readonly normalise: 'raw' | 'perSecond' | 'share' | '';
  readonly display: DisplayState;
  readonly targets: TargetsState;
}

const NO_SIDE: SideState = { matchers: undefined, window: undefined };

export const DEFAULT_DISPLAY: DisplayState = {
  layout: 'both',
  search: '',
  inverted: false,
  colour: 'package',
  metrics: '',
  metricMatchers: '',
  width: 'both',
  by: 'function',
  focus: '',
  pivot: undefined,
  filters: [],
  selected: '',
  sort: undefined,
  filter: '',
};

const STATE_FILTERS = [
  '',
  ...ROW_STATES,
  'artefact',
  'collision',
] as const satisfies readonly StateFilter[];
const TARGET_ORDERS = ['cost', 'name', 'state'] as const satisfies readonly TargetOrder[];
const DEFAULT_TARGETS: TargetsState = { search: '', state: '', order: 'cost', selected: '' };

export const DEFAULT_VIEW: ViewState = {
  page: 'profile',
  profileType: '',
  range: undefined,
  refresh: '',
  profile: NO_SIDE,
  baseline: NO_SIDE,
  comparison: NO_SIDE,
  normalise: '',
  display: DEFAULT_DISPLAY,
  targets: DEFAULT_TARGETS,
};

const SIDES = ['profile', 'baseline', 'comparison'] as const;

/** `{path, search}` of a link; `parseView(printView(v))` is v. Defaults are left out, so that links stay short. */
export function printView(view: ViewState): { path: string; search: string } {
  const params = new URLSearchParams();
  const put = (name: string, value: string, otherwise: string) => {
    if (value !== otherwise) params.append(name, value);
  };
  put('type', view.profileType, '');
  put('from', view.range?.from ?? '', '');
  put('to', view.range?.to ?? '', '');
  put('refresh', view.refresh, '');
  for (const name of SIDES) {
    const side = view[name];
    if (side.matchers) params.append(name, printMatchers(side.matchers));
    if (side.window) params.append(`${name}Window`, `${side.window.start}-${side.window.end}`);
  }
  put('normalise', view.normalise, '');
  printDisplay(view.display, put);
  put('find', view.targets.search, '');
  put('state', view.targets.state, '');
  put('order', view.targets.order, DEFAULT_TARGETS.order);
  put('target', view.targets.selected, '');
  const text = params.toString();
  return { path: view.page, search: text === '' ? '' : `?${text}` };
}

function printDisplay(
  display: DisplayState,
  put: (name: string, value: string, otherwise: string) => void,
): void {
  put('layout', display.layout, DEFAULT_DISPLAY.layout);
  put('search', display.search, '');
  put('inverted', String(display.inverted), 'false');
  put('colour', display.colour, DEFAULT_DISPLAY.colour);
  put('metrics', display.metrics, '');
  put('metricMatchers', display.metricMatchers, '');
  put('width', display.width, DEFAULT_DISPLAY.width);
  put('by', display.by, DEFAULT_DISPLAY.by);
  put('focus', display.focus, '');
  if (display.pivot) put(display.pivot.of, display.pivot.functionName, '\0');
  for (const filter of display.filters) put(filter.kind, filter.functionName, '\0');
  put('selected', display.selected, '');
  if (display.sort) put('sort', printSort(display.sort), '');
  put('filter', display.filter, '');
}

/** A view and what of the link could not be understood, in words for the page; those parts fall back to their defaults. */
export interface ParsedView {
  readonly view: ViewState;
  readonly problems: readonly string[];
}

export function parseView(path: string, search: string): ParsedView {
  const params = new URLSearchParams(search);
  const problems: string[] = [];
  const read: Read = (name, schema, otherwise) => {
    const text = params.get(name);
    if (text === null) return otherwise;
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    problems.push(`link: ${name}: not understood: "${text.slice(0, 80)}"`);
    return otherwise;
  };
  const page = PAGES.find((name) => path.split('/').includes(name)) ?? DEFAULT_VIEW.page;
  const from = params.get('from');
  const to = params.get('to');
  if ((from === null) !== (to === null))
    problems.push(`link: ${from === null ? 'from' : 'to'}: a range needs both ends`);
  const side = (name: (typeof SIDES)[number]): SideState => ({
    matchers: parseSideMatchers(params.get(name), name, problems),
    window: read(`${name}Window`, windowSchema, undefined),
  });
  const view: ViewState = {
    page,
    profileType: read('type', profileTypeSchema, ''),
    range: from !== null && to !== null ? { from, to } : undefined,
    refresh: read('refresh', z.string().regex(/^(\d+(ms|s|m|h))?$/), ''),
    profile: side('profile'),
    baseline: side('baseline'),
    comparison: side('comparison'),
    normalise: read('normalise', z.enum(['raw', 'perSecond', 'share', '']), ''),
    display: parseDisplay(params, read),
    targets: parseTargets(params, read),
  };
  return { view, problems };
}

/** A parameter that is missing, or not understood, is `otherwise`. */
type Read = <T>(name: string, schema: z.ZodType<T>, otherwise: NoInfer<T>) => T;

function parseDisplay(params: URLSearchParams, read: Read): DisplayState {
  const text = (name: string) => params.get(name) ?? '';
  return {
    layout: read('layout', z.enum(['both', 'graph', 'table']), DEFAULT_DISPLAY.layout),
    search: text('search'),
    inverted: read('inverted', z.enum(['true', 'false']), 'false') === 'true',
    colour: read('colour', z.enum(['package', 'binary']), DEFAULT_DISPLAY.colour),
    metrics: read('metrics', z.enum(['', 'shown', 'hidden']), ''),
    metricMatchers: read('metricMatchers', matchersSchema, ''),
    width: read('width', z.enum(['both', 'baseline', 'comparison']), DEFAULT_DISPLAY.width),
    by: read('by', z.enum(['function', 'file', 'binary', 'package']), DEFAULT_DISPLAY.by),
    focus: text('focus'),
    pivot: readPivot(params),
    filters: readFilters(params),
    selected: text('selected'),
    sort: read('sort', sortSchema, undefined),
    filter: text('filter'),
  };
}

function parseTargets(params: URLSearchParams, read: Read): ViewState['targets'] {
  return {
    search: params.get('find') ?? '',
    state: read('state', z.enum(STATE_FILTERS), ''),
    order: read('order', z.enum(TARGET_ORDERS), DEFAULT_TARGETS.order),
    selected: params.get('target') ?? '',
  };
}

const profileTypeSchema = z.string().refine((text) => {
  try {
    return text === '' || printProfileType(parseProfileType(text)) === text;
  } catch {
    return false;
  }
});

/** Kept as it was written: printed anew it would say the same. */
const matchersSchema = z.string().refine((text) => {
  try {
    return text === '' || parseMatchers(text).length > 0;
  } catch {
    return false;
  }
});

const windowSchema: z.ZodType<TimeRange | undefined> = z
  .string()
  .regex(/^-?\d+-\d+$/)
  .transform((text) => {
    const cut = text.indexOf('-', 1);
    return { start: Number(text.slice(0, cut)), end: Number(text.slice(cut + 1)) };
  })
  .refine(({ start, end }) => start <= end && end <= 8.64e15)
  .optional();

const SORT_KEYS = [
  'name',
  'self',
  'selfShare',
  'total',
  'totalShare',
  'baseline',
  'comparison',
  'deltaSelf',
  'deltaTotal',
  'change',
] as const satisfies readonly TopTableSort['key'][];

/** `total.desc` */
function printSort({ key, descending }: TopTableSort): string {
  return `${key}.${descending ? 'desc' : 'asc'}`;
}

const sortSchema: z.ZodType<TopTableSort | undefined> = z
  .string()
  .transform((text) => {
    const [name, direction] = text.split('.');
    return { key: SORT_KEYS.find((key) => key === name), descending: direction === 'desc' };
  })
  .refine(({ key }) => key !== undefined)
  .transform(({ key, descending }) => ({ key: key!, descending }))
  .optional();

function parseSideMatchers(
  text: string | null,
  name: string,
  problems: string[],
): readonly Matcher[] | undefined {
  if (text === null) return undefined;
  try {
    return parseMatchers(text);
  } catch (error) {
    problems.push(`link: ${name}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function readPivot(params: URLSearchParams): DisplayState['pivot'] {
  for (const of of ['callers', 'callees'] as const) {
    const functionName = params.get(of);
    if (functionName !== null) return { of, functionName };
  }
  return undefined;
}

/** Filters apply in the order of the link, so names are walked rather than asked for. */
function readFilters(params: URLSearchParams): readonly FilterState[] {
  const filters: FilterState[] = [];
  for (const [name, functionName] of params) {
    const kind = FILTER_KINDS.find((known) => known === name);
    if (kind) filters.push({ kind, functionName });
  }
  return filters;
}

/**
 * The comparison page on what the profile page shows: one click keeps type, range and conditions. A window is compared with as
 * much time before it, or, where the range does not reach back so far, after it.
 */
export function compareWith(view: ViewState, range: TimeRange): ViewState {
  const { matchers, window } = view.profile;
  return {
    ...view,
    page: 'compare',
    comparison: view.profile,
    baseline: { matchers, window: window && besides(window, range) },
    display: { ...view.display, focus: '', sort: undefined },
  };
}

/** The view's range, or one that begins early enough for a window. `range` is the view's, resolved. */
export function rangeShowing(
  window: TimeRange | undefined,
  view: ViewState,
  range: TimeRange,
): RawRange | undefined {
  if (!window || window.start >= range.start) return view.range;
  return { from: String(window.start), to: String(range.end) };
}

/** Two sides on the comparison page, whose range grows to show them both. */
export function compareSides(
  view: ViewState,
  sides: { readonly baseline: SideState; readonly comparison: SideState },
  range: TimeRange,
): ViewState {
  return {
    ...view,
    ...sides,
    page: 'compare',
    range: rangeShowing(sides.baseline.window, view, range),
    display: { ...view.display, focus: '', sort: undefined },
  };
}

export function openAsProfile(view: ViewState, side: SideState): ViewState {
  return {
    ...view,
    page: 'profile',
    profile: side,
    display: { ...view.display, focus: '', sort: undefined },
  };
}

function besides({ start, end }: TimeRange, range: TimeRange): TimeRange {
  const length = end - start;
  const after = { start: end + 1, end: end + 1 + length };
  if (start - 1 - length < range.start && after.end <= range.end) return after;
  return { start: start - 1 - length, end: start - 1 };
}
