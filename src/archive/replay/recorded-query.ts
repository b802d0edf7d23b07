import { matchesLabels, SeriesError, type Labels, type Matcher } from '#series';
import type { RecordedQuery, RecordedSeries } from '../recorded-metrics';
import { joinOr, splitOr } from './or-operands';
import { textOf, tokenize, type Token } from './promql';

/** An expression without its `{…}`: two queries of one shape differ only in matchers. */
interface Shape {
  readonly key: string;
  readonly tokens: readonly Token[];
  /** By the index of the metric's name in `tokens`. */
  readonly matchers: ReadonlyMap<number, readonly Matcher[]>;
}

/** Functions whose every result comes from one series and keeps its labels. */
const PER_SERIES =
  /^(rate|irate|increase|delta|idelta|deriv|abs|ceil|floor|round|clamp(_min|_max)?|histogram_quantile|\w+_over_time)$/;
const AGGREGATIONS = /^(sum|avg|min|max|count|group|stddev|stdvar)$/;
const KEYWORDS =
  /^(by|without|on|ignoring|group_left|group_right|offset|bool|and|or|unless|atan2|inf|nan)$/i;

/**
 * The series that answer a query: a recorded expression, or one with more matchers on its vector selector. `A or B` that is not
 * recorded as a whole is put together from its operands; one that is not recorded counts as empty as long as another is.
 * `undefined` when it is another expression. SeriesError for a query that cannot be read, or whose matchers the recording
 * cannot answer.
 */
export function findSeries(
  recorded: readonly RecordedQuery[],
  query: string,
): readonly RecordedSeries[] | undefined {
  const tokens = tokenize(query);
  const whole = findRecorded(recorded, tokens);
  const operands = splitOr(tokens);
  if (whole || operands.length === 1) return whole;
  const found = operands.flatMap((operand) => {
    const series = findRecorded(recorded, operand);
    return series ? [series] : [];
  });
  return found.length === 0 ? undefined : found.reduce(joinOr);
}

function findRecorded(
  recorded: readonly RecordedQuery[],
  tokens: readonly Token[],
): readonly RecordedSeries[] | undefined {
  const asked = shapeOf(tokens);
  for (const candidate of recorded) {
    const shape = shapeOf(tokenize(candidate.query));
    if (shape.key !== asked.key) continue;
    const added = addedMatchers(shape, asked);
    if (!added) continue;
    if (added.length === 0) return candidate.series;
    checkAnswerable(shape, added);
    return candidate.series.filter(({ labels }) => matchesLabels(added, labels));
  }
  return undefined;
}

function shapeOf(all: readonly Token[]): Shape {
  const tokens: Token[] = [];
  const matchers = new Map<number, readonly Matcher[]>();
  for (const token of all) {
    if (token.kind !== 'matchers') {
      tokens.push(token);
      continue;
    }
    if (tokens.at(-1)?.kind !== 'name' || matchers.has(tokens.length - 1))
      throw new SeriesError('a replay reads selectors that begin with a metric name');
    matchers.set(tokens.length - 1, token.matchers);
  }
  return { key: JSON.stringify(tokens), tokens, matchers };
}

/** Matchers that the question has beyond the recording; undefined when it lacks one that the recording has. */
function addedMatchers(recorded: Shape, asked: Shape): readonly Matcher[] | undefined {
  const added: Matcher[] = [];
  const places = new Set([...recorded.matchers.keys(), ...asked.matchers.keys()]);
  for (const place of places) {
    const base = (recorded.matchers.get(place) ?? []).map(matcherKey);
    const more = asked.matchers.get(place) ?? [];
    const keys = more.map(matcherKey);
    if (!base.every((key) => keys.includes(key))) return undefined;
    added.push(...more.filter((m) => !base.includes(matcherKey(m))));
    if (added.length > 0 && !isMetricName(asked.tokens, place))
      throw new SeriesError(`parse error: unexpected "{" after ${textOf(asked.tokens[place])}`);
  }
  return added;
}

function matcherKey(matcher: Matcher): string {
  return JSON.stringify([matcher.name, matcher.op, matcher.value]);
}

/** Filtering the results is the same as filtering the input only where every result keeps the label of its one source. */
function checkAnswerable({ tokens }: Shape, added: readonly Matcher[]): void {
  const calls = tokens.filter((t, i) => t.kind === 'name' && textOf(tokens[i + 1]) === '(');
  const known = [PER_SERIES, AGGREGATIONS, KEYWORDS];
  const other = calls.map(textOf).find((name) => !known.some((pattern) => pattern.test(name)));
  if (other) throw new SeriesError(`a replay cannot narrow the recorded answer of ${other}()`);
  if (tokens.filter((_, i) => isMetricName(tokens, i)).length !== 1)
    throw new SeriesError('a replay cannot narrow an expression of several metrics');
  for (const { name } of added)
    if (!keepsLabel(tokens, name))
      throw new SeriesError(`the recorded answer has no label ${name} to select by`);
}

function keepsLabel(tokens: readonly Token[], label: string): boolean {
  const texts = tokens.map(textOf);
  if (label === '__name__' && texts.length > 1) return false;
  if (label === 'le' && texts.includes('histogram_quantile')) return false;
  const lists = groupings(tokens);
  const aggregations = texts.filter((text) => AGGREGATIONS.test(text));
  if (lists.length < aggregations.length) return false;
  return lists.every(({ without, names }) => names.has(label) !== without);
}

/** The label lists of `by (…)` and `without (…)`. */
function groupings(
  tokens: readonly Token[],
): { readonly without: boolean; readonly names: ReadonlySet<string> }[] {
  return tokens.flatMap((token, i) => {
    if (token.kind !== 'name' || !/^(by|without)$/i.test(token.text)) return [];
    const close = tokens.findIndex((t, j) => j > i && textOf(t) === ')');
    const names = new Set(tokens.slice(i + 2, close).map(textOf));
    return [{ without: /^without$/i.test(token.text), names }];
  });
}

/** A name that is neither a function nor a keyword nor inside the list of a grouping. */
function isMetricName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'name' || KEYWORDS.test(token.text)) return false;
  if (textOf(tokens[at + 1]) === '(' || AGGREGATIONS.test(token.text)) return false;
  for (let i = at - 1; i >= 0; i--) {
    if (textOf(tokens[i]) === ')') return true;
    if (textOf(tokens[i]) === '(') return !KEYWORDS.test(textOf(tokens[i - 1]));
  }
  return true;
}

/** The metrics that an expression reads, each once. */
export function metricsOf(query: string): readonly string[] {
  const { tokens } = shapeOf(tokenize(query));
  return [...new Set(tokens.filter((_, i) => isMetricName(tokens, i)).map(textOf))];
}

/** Whether a series is picked by plain selectors as in `match[]`; no selector picks all. */
export function compileSelectors(selectors: readonly string[]): (labels: Labels) => boolean {
  const all = selectors.map(parseVectorSelector);
  return (labels) => all.length === 0 || all.some((matchers) => matchesLabels(matchers, labels));
}

function parseVectorSelector(selector: string): readonly Matcher[] {
  const tokens = tokenize(selector);
  const named = tokens[0]?.kind === 'name';
  const matchers = tokens.flatMap((token, i): readonly Matcher[] => {
    if (token.kind === 'matchers' && i === (named ? 1 : 0)) return token.matchers;
    if (named && i === 0) return [{ name: '__name__', op: '=', value: textOf(token) }];
    throw new SeriesError(`parse error: not a selector: ${selector}`);
  });
  if (matchers.length > 0) return matchers;
  throw new SeriesError(`parse error: a selector needs a matcher: "${selector}"`);
}
