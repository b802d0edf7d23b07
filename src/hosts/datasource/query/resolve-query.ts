import type { AdHocVariableFilter, DataQueryRequest } from '@grafana/data';
import {
  DEFAULT_BASELINE,
  DEFAULT_MAX_NODES,
  DEFAULT_MOST_MERGES,
  DEFAULT_TOP_LIMIT,
  type Baseline,
  type ParcaQuery,
  type QueryType,
} from '#frames';
import {
  parseProfileType,
  type Matcher,
  type Milliseconds,
  type ProfileType,
  type Selector,
  type TimeRange,
} from '#series';
import { baselineRange } from '../../baseline-range';
import { QueryError } from '../../query-error';
import {
  matchersOfFilters,
  interpolateMatchers,
  interpolateNames,
  interpolateOne,
} from './interpolate';
import { comparesWith, queryTypeOf } from './saved-query';
import type { Scope, Templates } from './templates';

/** What is asked of the server for one side of a question. */
export interface Side {
  readonly selector: Selector;
  readonly range: TimeRange;
}

/** A saved query with its variables, filters and times filled in. */
export interface ResolvedQuery {
  readonly refId: string;
  readonly type: Exclude<QueryType, 'targets' | 'changes'>;
  readonly side: Side;
  /** Of a comparison. */
  readonly baseline: Side | undefined;
  /** undefined: one series per label set. */
  readonly groupBy: readonly string[] | undefined;
  readonly by: 'function' | 'file' | 'binary' | 'package';
  readonly limit: number;
  /** Of a comparison's table: rows that are within noise are left out. */
  readonly hidesNoise: boolean;
  readonly maxNodes: number;
  /** Of a function over time. */
  readonly functionName: string;
  readonly value: 'self' | 'total';
  readonly step: Milliseconds;
  /** Variables without a value: nothing can match. */
  readonly unset: readonly string[];
}

export interface ResolvedTargets {
  readonly refId: string;
  readonly type: 'targets';
  readonly matchers: readonly Matcher[];
  readonly unset: readonly string[];
}

export interface ResolvedChanges {
  readonly refId: string;
  readonly type: 'changes';
  readonly matchers: readonly Matcher[];
  readonly range: TimeRange;
  readonly timeZone: string;
  /** undefined: all. */
  readonly profileTypes: readonly ProfileType[] | undefined;
  readonly against: NonNullable<ParcaQuery['against']>;
  readonly limit: number;
  readonly mostMerges: number;
  readonly asAnnotations: boolean;
  readonly unset: readonly string[];
}

export type Resolved = ResolvedQuery | ResolvedTargets | ResolvedChanges;

/** The parts of Grafana's request that a query is read with. */
export type RequestContext = Pick<
  DataQueryRequest,
  'range' | 'scopedVars' | 'filters' | 'app' | 'intervalMs' | 'maxDataPoints' | 'timezone'
>;

interface Given {
  readonly request: RequestContext;
  readonly templates: Templates;
  readonly now: Milliseconds;
}

/** Throws QueryError or SeriesError with the place in the query. */
export function resolveQuery(query: ParcaQuery, given: Given): Resolved {
  const { request } = given;
  const scope = scopeOf(given);
  const { refId } = query;
  const type = queryTypeOf(query, request.app);
  const own = matchersFor(query.labelSelector, scope, request.filters);
  if (type === 'targets') return { refId, type, ...own };
  if (type === 'changes') return { ...own, ...changesOf(query, given) };
  const profileType = parseProfileType(
    interpolateOne('profileTypeId', query.profileTypeId ?? '', scope),
  );
  const range = rangeOf(request);
  const side = { selector: { profileType, matchers: own.matchers }, range };
  const compares = comparesWith({ ...query, queryType: type });
  const other = compares ? baselineOf(query.baseline ?? DEFAULT_BASELINE, side, given) : undefined;
  return {
    refId,
    type,
    side,
    baseline: other?.side,
    groupBy: groupByOf(query, scope),
    by: query.by ?? 'function',
    limit: positive('limit', query.limit, DEFAULT_TOP_LIMIT),
    hidesNoise: query.noise === 'hidden',
    maxNodes: positive('maxNodes', query.maxNodes, DEFAULT_MAX_NODES),
    functionName: interpolateOne('functionName', query.functionName ?? '', scope),
    value: query.value ?? 'total',
    step: stepOf(request),
    unset: [...new Set([...own.unset, ...(other?.unset ?? [])])],
  };
}

const ALL = '.*';

function changesOf(query: ParcaQuery, given: Given): Omit<ResolvedChanges, 'matchers' | 'unset'> {
  const { request } = given;
  const types = interpolateNames([query.profileTypeId ?? ''], scopeOf(given));
  const isAll = types.length === 0 || types.includes(ALL);
  return {
    refId: query.refId,
    type: 'changes',
    range: rangeOf(request),
    timeZone: request.timezone,
    profileTypes: isAll ? undefined : types.map(parseProfileType),
    against: query.against ?? 'previous',
    limit: positive('limit', query.limit, DEFAULT_TOP_LIMIT),
    mostMerges: positive('mostMerges', query.mostMerges, DEFAULT_MOST_MERGES),
    asAnnotations: query.format === 'annotations',
  };
}

function baselineOf(baseline: Baseline, own: Side, given: Given) {
  const scope = scopeOf(given);
  const { labelSelector } = baseline;
  const { matchers, unset } =
    labelSelector === undefined
      ? { matchers: own.selector.matchers, unset: [] }
      : matchersFor(labelSelector, scope, given.request.filters);
  const selector = { profileType: own.selector.profileType, matchers };
  const { now, request } = given;
  const clock = { now, timeZone: request.timezone };
  const range = baselineRange(interpolateTimes(baseline, scope), own.range, clock);
  return { side: { selector, range }, unset };
}

function groupByOf({ groupBy = [] }: ParcaQuery, scope: Scope): readonly string[] | undefined {
  const names = interpolateNames(groupBy, scope);
  return names.length > 0 ? names : undefined;
}

function matchersFor(
  selector: string | undefined,
  scope: Scope,
  filters: readonly AdHocVariableFilter[] = [],
): { matchers: readonly Matcher[]; unset: readonly string[] } {
  const { matchers, unset } = interpolateMatchers(selector ?? '', scope);
  return { matchers: [...matchers, ...matchersOfFilters(filters)], unset };
}

function interpolateTimes({ offset, range }: Baseline, scope: Scope): Baseline {
  const time = (field: string, text: string) => interpolateOne(`baseline.${field}`, text, scope);
  return {
    ...(offset !== undefined && { offset: time('offset', offset) }),
    ...(range && {
      range: { from: time('range.from', range.from), to: time('range.to', range.to) },
    }),
  };
}

export function rangeOf({ range }: Pick<RequestContext, 'range'>): TimeRange {
  return { start: range.from.valueOf(), end: range.to.valueOf() };
}

/** Grafana's variables of the request, with those of the range, which Grafana leaves to datasources. */
function scopeOf({ request, templates }: Given): Scope {
  const { start, end } = rangeOf(request);
  const seconds = Math.round((end - start) / 1000);
  const builtIn = (value: string | number) => ({ text: String(value), value });
  const scopedVars = {
    __interval: builtIn(`${Math.ceil(request.intervalMs / 1000)}s`),
    __interval_ms: builtIn(request.intervalMs),
    __range: builtIn(`${seconds}s`),
    __range_s: builtIn(seconds),
    __range_ms: builtIn(end - start),
    ...request.scopedVars,
  };
  return { templates, scopedVars };
}

/** Not finer than what is drawn, nor than a second. */
function stepOf(request: RequestContext): Milliseconds {
  const { start, end } = rangeOf(request);
  const byPoints = request.maxDataPoints ? (end - start) / request.maxDataPoints : 0;
  return Math.ceil(Math.max(1000, request.intervalMs || 0, byPoints));
}

function positive(field: string, value: number | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (Number.isInteger(value) && value > 0) return value;
  throw new QueryError(`${field}: expected a whole number above 0, got ${value}`);
}
