import { z } from 'zod';
import { NORMALISATIONS } from '#comparison';
import { AGAINST } from '#scan';
import {
  parseMatchers,
  parseProfileType,
  printMatchers,
  printProfileType,
  type Matcher,
  type TimeRange,
} from '#series';
import { isMetricName, ROW_STATES } from '#targets';
import type { StateFilter, TargetOrder, TopTableSort } from '#ui';
import { MOST_CHARTED } from './charted';
import { filterName, PIVOT_NAMES, readFilters, readOwn, readPivot } from './cuts-url';
import { hasFault } from '../matcher-faults';
import {
  DEFAULT_CHANGES,
  DEFAULT_DISPLAY,
  DEFAULT_TARGETS,
  PAGES,
  PLACE_KEYS,
  type DisplayState,
  type PageName,
  type SideState,
  type ViewState,
} from './view-state';

const STATE_FILTERS = [
  '',
  ...ROW_STATES,
  'artefact',
  'collision',
] as const satisfies readonly StateFilter[];
const TARGET_ORDERS = ['cost', 'name', 'state'] as const satisfies readonly TargetOrder[];
/** No server has longer names of labels. */
const LONGEST_LABEL = 200;
const SIDES = ['profile', 'baseline', 'comparison'] as const;

/** `{path, search}` of a link; `parseView(printView(v))` is v. Defaults are left out, so that links stay short. */
export function printView(view: ViewState): { path: string; search: string } {
  const params = new URLSearchParams();
  const put: Put = (name, value, otherwise) => {
    if (value !== undefined && value !== otherwise) params.append(name, value);
  };
  put('type', view.profileType);
  put('from', view.range?.from);
  put('to', view.range?.to);
  put('refresh', view.refresh);
  for (const name of SIDES) {
    const side = view[name];
    if (side.matchers) params.append(name, printMatchers(side.matchers));
    if (side.window) params.append(`${name}Window`, `${side.window.start}-${side.window.end}`);
  }
  put('normalise', view.normalise);
  put('requests', view.requestMetric);
  printDisplay(view.display, put);
  put('find', view.targets.search, '');
  put('state', view.targets.state, '');
  put('order', view.targets.order, DEFAULT_TARGETS.order);
  put('target', view.targets.selected);
  put('datasource', view.targets.datasource);
  put('against', view.changes.against, DEFAULT_CHANGES.against);
  if (view.changes.matchers.length > 0) put('scope', printMatchers(view.changes.matchers));
  put('finding', view.changes.opened);
  for (const key of view.changes.dismissed) put('dismissed', key);
  put('oddIn', view.changes.oddIn);
  const text = params.toString();
  return { path: view.page, search: text === '' ? '' : `?${text}` };
}

/** Leaves out what is undefined, and what is `otherwise`. */
type Put = (name: string, value: string | undefined, otherwise?: string) => void;

function printDisplay(display: DisplayState, put: Put): void {
  put('layout', display.layout, DEFAULT_DISPLAY.layout);
  put('search', display.search, '');
  put('regex', String(display.regex), 'false');
  put('inverted', String(display.inverted), 'false');
  put('colour', display.colour, DEFAULT_DISPLAY.colour);
  put('lit', display.lit);
  if (display.own) for (const path of display.own.length > 0 ? display.own : ['']) put('own', path);
  put('metrics', display.metrics, DEFAULT_DISPLAY.metrics);
  put('metricMatchers', display.metricMatchers);
  put('width', display.width, DEFAULT_DISPLAY.width);
  put('by', display.by, DEFAULT_DISPLAY.by);
  put('rolledUp', String(display.rolledUp), 'false');
  put('recursion', display.recursion, DEFAULT_DISPLAY.recursion);
  put('siblings', display.siblings, DEFAULT_DISPLAY.siblings);
  put('focus', display.focus);
  if (display.pivot) put(PIVOT_NAMES[display.pivot.of], display.pivot.functionName);
  for (const filter of display.filters) put(filterName(filter), filter.pattern);
  put('selected', display.selected);
  if (display.sort) put('sort', printSort(display.sort));
  put('groupBy', display.groupBy);
  for (const name of display.charted) put('chart', name);
  put('onlyMatches', String(display.onlyMatches), 'true');
  put('noise', display.noise, DEFAULT_DISPLAY.noise);
  put('minus', display.minus);
  put('renamed', display.renamed, DEFAULT_DISPLAY.renamed);
  for (const column of display.columns) put('column', column);
}

/** What an address without a page opens: a profile where it says anything, else what nothing has to be chosen for. */
export function landingPage(search: string): PageName {
  return search.length > 1 ? 'profile' : 'changes';
}

/** A view and what of the link could not be understood, as text for the user; those parts fall back to their defaults. */
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
  const page = PAGES.find((name) => path.split('/').includes(name)) ?? landingPage(search);
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
    profileType: read('type', profileTypeSchema, undefined),
    range: from !== null && to !== null ? { from, to } : undefined,
    refresh: read('refresh', z.string().regex(/^\d+(ms|s|m|h)$/), undefined),
    profile: side('profile'),
    baseline: side('baseline'),
    comparison: side('comparison'),
    normalise: read('normalise', z.enum(NORMALISATIONS), undefined),
    requestMetric: read('requests', z.string().refine(isMetricName), undefined),
    display: parseDisplay(params, read, problems),
    targets: parseTargets(params, read),
    changes: parseChanges(params, read, problems),
  };
  return { view, problems };
}

/** A parameter that is missing, or not understood, is `otherwise`. */
type Read = <T, D extends T | undefined>(name: string, schema: z.ZodType<T>, otherwise: D) => T | D;

function parseDisplay(params: URLSearchParams, read: Read, problems: string[]): DisplayState {
  const text = (name: string) => params.get(name) ?? '';
  const flag = (name: string, otherwise: 'true' | 'false' = 'false') =>
    read(name, z.enum(['true', 'false']), otherwise) === 'true';
  return {
    layout: read('layout', z.enum(['both', 'graph', 'table', 'tree']), DEFAULT_DISPLAY.layout),
    // The table had a filter of its own: links that were saved then look for the same.
    search: text('search') || text('filter'),
    regex: flag('regex'),
    inverted: flag('inverted'),
    colour: read('colour', z.enum(['package', 'file', 'binary', 'self']), DEFAULT_DISPLAY.colour),
    lit: params.get('lit') ?? undefined,
    own: readOwn(params),
    metrics: read('metrics', z.enum(['auto', 'shown', 'hidden']), DEFAULT_DISPLAY.metrics),
    metricMatchers: read('metricMatchers', matchersSchema, undefined),
    width: read('width', z.enum(['both', 'baseline', 'comparison']), DEFAULT_DISPLAY.width),
    by: read('by', z.enum(['function', 'file', 'binary', 'package']), DEFAULT_DISPLAY.by),
    rolledUp: flag('rolledUp'),
    recursion: read('recursion', z.enum(['shown', 'collapsed']), DEFAULT_DISPLAY.recursion),
    siblings: read('siblings', z.enum(['name', 'width']), DEFAULT_DISPLAY.siblings),
    focus: params.get('focus') ?? undefined,
    pivot: readPivot(params),
    filters: readFilters(params, problems),
    selected: params.get('selected') ?? undefined,
    sort: read('sort', sortSchema, undefined),
    groupBy: read('groupBy', z.string().min(1).max(LONGEST_LABEL), undefined),
    charted: params.getAll('chart').slice(0, MOST_CHARTED),
    onlyMatches: flag('onlyMatches', 'true'),
    noise: read('noise', z.enum(['hidden', 'shown']), DEFAULT_DISPLAY.noise),
    minus: read('minus', z.literal('siblings'), undefined),
    renamed: read('renamed', z.enum(['matched', 'apart']), DEFAULT_DISPLAY.renamed),
    columns: PLACE_KEYS.filter((key) => params.getAll('column').includes(key)),
  };
}

function parseTargets(params: URLSearchParams, read: Read): ViewState['targets'] {
  return {
    search: params.get('find') ?? '',
    state: read('state', z.enum(STATE_FILTERS), ''),
    order: read('order', z.enum(TARGET_ORDERS), DEFAULT_TARGETS.order),
    selected: params.get('target') ?? undefined,
    datasource: params.get('datasource') ?? undefined,
  };
}

function parseChanges(
  params: URLSearchParams,
  read: Read,
  problems: string[],
): ViewState['changes'] {
  return {
    against: read('against', z.enum(AGAINST), DEFAULT_CHANGES.against),
    matchers: parseSideMatchers(params.get('scope'), 'scope', problems) ?? [],
    opened: params.get('finding') ?? undefined,
    dismissed: params.getAll('dismissed'),
    oddIn: params.get('oddIn') ?? undefined,
  };
}

const profileTypeSchema = z.string().refine((text) => {
  try {
    return printProfileType(parseProfileType(text)) === text;
  } catch {
    return false;
  }
});

/** Kept as it was written: printed anew it would say the same. */
const matchersSchema = z.string().refine((text) => {
  try {
    const matchers = parseMatchers(text);
    return matchers.length > 0 && !hasFault(matchers);
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

/** Every column that a table may be sorted by: the compiler misses one that is not here. */
const SORT_KEYS: Readonly<Record<TopTableSort['key'], true>> = {
  name: true,
  self: true,
  selfShare: true,
  total: true,
  totalShare: true,
  baseline: true,
  comparison: true,
  deltaSelf: true,
  deltaTotal: true,
  change: true,
  interval: true,
  verdict: true,
  file: true,
  binary: true,
};

function isSortKey(text: string | undefined): text is TopTableSort['key'] {
  return text !== undefined && Object.hasOwn(SORT_KEYS, text);
}

/** `total.desc` */
function printSort({ key, descending }: TopTableSort): string {
  return `${key}.${descending ? 'desc' : 'asc'}`;
}

const sortSchema: z.ZodType<TopTableSort | undefined> = z
  .string()
  .transform((text) => {
    const [name, direction] = text.split('.');
    return { key: isSortKey(name) ? name : undefined, descending: direction === 'desc' };
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
