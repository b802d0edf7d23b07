import {
  compileMatchers,
  labelEntries,
  labelsKey,
  SeriesError,
  type Labels,
  type Matcher,
  type Milliseconds,
} from '#series';
import type { RecordedMetrics, RecordedSeries } from '../recorded-metrics';
import { parseExpression, parseOperands, type Expression } from './promql';
import { toMilliseconds } from './resample';

/** A recorded series with the distance of its points. */
export interface SteppedSeries extends RecordedSeries {
  readonly step: Milliseconds;
}

/** A recorded query, read once. */
export interface RecordedExpression {
  readonly query: string;
  readonly series: readonly SteppedSeries[];
  /** undefined for a language that is not PromQL: such a query is found by its text alone. */
  readonly expression: Expression | undefined;
}

export function parseRecorded({ step, queries }: RecordedMetrics): readonly RecordedExpression[] {
  return queries.map(({ query, step: own = step, series }) => ({
    query,
    series: series.map((one) => ({ ...one, step: toMilliseconds(own) })),
    expression: readable(query),
  }));
}

function readable(query: string): Expression | undefined {
  try {
    return parseExpression(query);
  } catch (error) {
    if (error instanceof SeriesError) return undefined;
    throw error;
  }
}

/**
 * The series that answer a query: a recorded expression, or one with more matchers on its vector selector. `A or B` that is not
 * recorded as a whole is put together from its operands; one that is not recorded counts as empty as long as another is.
 * `undefined` when it is another expression. SeriesError for a query that cannot be read, or whose matchers the recording
 * cannot answer.
 */
export function findSeries(
  recorded: readonly RecordedExpression[],
  query: string,
): readonly SteppedSeries[] | undefined {
  const verbatim = recorded.find((known) => !known.expression && known.query === query);
  if (verbatim) return verbatim.series;
  const whole = findRecorded(recorded, parseExpression(query));
  if (whole) return whole;
  const found = parseOperands(query).flatMap((operand) => {
    const series = findRecorded(recorded, operand);
    return series ? [series] : [];
  });
  return found.length === 0 ? undefined : found.reduce(joinOr);
}

function findRecorded(
  recorded: readonly RecordedExpression[],
  asked: Expression,
): readonly SteppedSeries[] | undefined {
  for (const { expression, series } of recorded) {
    if (expression?.shape !== asked.shape) continue;
    const added = addedMatchers(expression, asked);
    if (!added) continue;
    if (added.length === 0) return series;
    checkAnswerable(expression, added);
    const matches = compileMatchers(added);
    return series.filter(({ labels }) => matches(labels));
  }
  return undefined;
}

/**
 * `left or right` as PromQL means it: all of `left`, and at each moment the series of `right` whose labels, but for the metric's name,
 * `left` does not have then.
 */
function joinOr(
  left: readonly SteppedSeries[],
  right: readonly SteppedSeries[],
): readonly SteppedSeries[] {
  const taken = new Map<string, Set<number>>();
  for (const { labels, points } of left) {
    const times = taken.get(nameless(labels)) ?? new Set();
    points.forEach(([time]) => times.add(time));
    taken.set(nameless(labels), times);
  }
  const joined = new Map(left.map((series) => [labelsKey(series.labels), series]));
  for (const { labels, points, step } of right) {
    const times = taken.get(nameless(labels));
    const added = times ? points.filter(([time]) => !times.has(time)) : points;
    const key = labelsKey(labels);
    const known = joined.get(key);
    joined.set(key, {
      labels,
      points: inTimeOrder([...(known?.points ?? []), ...added]),
      step: Math.max(step, known?.step ?? 0),
    });
  }
  return [...joined].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, series]) => series);
}

function nameless(labels: Labels): string {
  return labelsKey(
    Object.fromEntries(labelEntries(labels).filter(([name]) => name !== '__name__')),
  );
}

function inTimeOrder(points: RecordedSeries['points']): RecordedSeries['points'] {
  return [...points].sort(([a], [b]) => a - b);
}

/** Matchers that the question has beyond the recording; undefined when it lacks one that the recording has. */
function addedMatchers(recorded: Expression, asked: Expression): readonly Matcher[] | undefined {
  const added: Matcher[] = [];
  for (const [i, { matchers }] of asked.selectors.entries()) {
    const base = (recorded.selectors[i]?.matchers ?? []).map(matcherKey);
    const keys = matchers.map(matcherKey);
    if (!base.every((key) => keys.includes(key))) return undefined;
    added.push(...matchers.filter((matcher) => !base.includes(matcherKey(matcher))));
  }
  return added;
}

function matcherKey({ name, op, value }: Matcher): string {
  return JSON.stringify([name, op, value]);
}

/** Functions whose every result comes from one series and keeps its labels. */
const PER_SERIES =
  /^(rate|irate|increase|i?delta|deriv|abs|ceil|floor|round|clamp(_min|_max)?|histogram_quantile|(?!absent)\w+_over_time)$/;
const AGGREGATIONS = /^(sum|avg|min|max|count|group|stddev|stdvar)$/;

/** Filtering the results is the same as filtering the input only where every result keeps the label of its one source. */
function checkAnswerable(expression: Expression, added: readonly Matcher[]): void {
  const { functions, aggregations, selectors } = expression;
  const other =
    functions.find((name) => !PER_SERIES.test(name)) ??
    aggregations.find(({ operator }) => !AGGREGATIONS.test(operator))?.operator;
  if (other) throw new SeriesError(`a replay cannot narrow the recorded answer of ${other}()`);
  if (selectors.length !== 1)
    throw new SeriesError('a replay cannot narrow an expression of several metrics');
  for (const { name } of added)
    if (!keepsLabel(expression, name))
      throw new SeriesError(`the recorded answer has no label ${name} to select by`);
}

function keepsLabel({ isSelector, functions, aggregations }: Expression, label: string): boolean {
  if (label === '__name__' && !isSelector) return false;
  if (label === 'le' && functions.includes('histogram_quantile')) return false;
  return aggregations.every(({ without, labels }) => labels.has(label) !== without);
}

/** A series as `match[]` picks it: the metric that an answer is made of, and what its series are known to have besides the labels that are left. */
export interface KnownSeries {
  readonly labels: Labels;
  /** Keys of conditions that the question had: they hold, whatever the answer's labels are. */
  readonly implied: ReadonlySet<string>;
}

/** Of each recorded answer its series under the name of each metric that was asked, which a function's results have lost. */
export function knownSeries({ expression, series }: RecordedExpression): readonly KnownSeries[] {
  const selectors = (expression?.selectors ?? []).map(({ metric, matchers }) => ({
    metric,
    implied: new Set(matchers.map(matcherKey)),
  }));
  return series.flatMap(({ labels }): readonly KnownSeries[] => {
    const named = selectors.flatMap(({ metric, implied }) =>
      metric === undefined ? [] : [{ labels: { ...labels, __name__: metric }, implied }],
    );
    if (named.length > 0 && !Object.hasOwn(labels, '__name__')) return named;
    return [{ labels, implied: selectors[0]?.implied ?? NOTHING }];
  });
}

const NOTHING: ReadonlySet<string> = new Set();

/** Whether a series is picked by plain selectors as in `match[]`; no selector picks all. */
export function compileSelectors(selectors: readonly string[]): (series: KnownSeries) => boolean {
  const all = selectors.map((text) =>
    parseSelector(text).map((matcher) => ({
      key: matcherKey(matcher),
      holds: compileMatchers([matcher]),
    })),
  );
  const picks = (matchers: (typeof all)[number], { labels, implied }: KnownSeries) =>
    matchers.every(({ key, holds }) => implied.has(key) || holds(labels));
  return (series) => all.length === 0 || all.some((matchers) => picks(matchers, series));
}

function parseSelector(text: string): readonly Matcher[] {
  const { isSelector, selectors } = parseExpression(text);
  const [selector] = selectors;
  if (!isSelector || !selector) throw new SeriesError(`parse error: not a selector: ${text}`);
  const { metric, matchers } = selector;
  if (metric !== undefined) return [{ name: '__name__', op: '=', value: metric }, ...matchers];
  if (matchers.length > 0) return matchers;
  throw new SeriesError(`parse error: a selector needs a matcher: "${text}"`);
}
