import { compilePattern, type Pattern } from '#pattern';
import { labelEntries, labelValue, type Labels } from './labels';
import { Lexer } from './lexer';
import { SeriesError } from './series-error';

export const MATCHER_OPS = ['=', '!=', '=~', '!~'] as const;
export type MatcherOp = (typeof MATCHER_OPS)[number];

/** A condition on one label, with Prometheus' meaning: a missing label is '', and a regular expression matches the whole value. */
export interface Matcher {
  readonly name: string;
  readonly op: MatcherOp;
  readonly value: string;
}

/** Of one selector: each is tried on each label set. */
const MOST_MATCHERS = 100;

const IDENTIFIER = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Reads `{a="b", c=~"d"}`; the braces may be left out. Throws SeriesError with the column. */
export function parseMatchers(text: string): Matcher[] {
  const lexer = new Lexer(text);
  const braced = lexer.take('{');
  const matchers = readMatchers(lexer, braced);
  if (!lexer.done) throw lexer.fail('the end');
  return matchers;
}

/** Reads matchers up to and with `}` when braced, else up to the end. */
export function readMatchers(lexer: Lexer, braced: boolean): Matcher[] {
  const closed = () => (braced ? lexer.take('}') : lexer.done);
  const matchers: Matcher[] = [];
  while (!closed()) {
    if (matchers.length === MOST_MATCHERS)
      throw new SeriesError(`more than ${MOST_MATCHERS} conditions`);
    matchers.push(readMatcher(lexer));
    if (lexer.take(',')) continue;
    if (closed()) break;
    throw lexer.fail(braced ? '"," or "}"' : '","');
  }
  return matchers;
}

function readMatcher(lexer: Lexer): Matcher {
  const name = lexer.match(/[a-zA-Z_][a-zA-Z0-9_]*/y) ?? lexer.string();
  if (name === undefined) throw lexer.fail('a label name');
  const text = lexer.match(/=~|!=|!~|=/y);
  const op = MATCHER_OPS.find((known) => known === text);
  if (op === undefined) throw lexer.fail('one of = != =~ !~');
  const value = lexer.string();
  if (value === undefined) throw lexer.fail('a quoted value');
  return { name, op, value };
}

export function printMatchers(matchers: readonly Matcher[]): string {
  return `{${matchers.map(printMatcher).join(', ')}}`;
}

function printMatcher({ name, op, value }: Matcher): string {
  return `${IDENTIFIER.test(name) ? name : printString(name)}${op}${printString(value)}`;
}

/** A PromQL string in double quotes. */
export function printString(text: string): string {
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replace(/[\x00-\x1f\x7f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `"${escaped}"`;
}

/** `{a="b", c="d"}` in order of name. */
export function printLabels(labels: Labels): string {
  return printMatchers(matchersOf(labels));
}

/** One `=` matcher for each label. */
export function matchersOf(labels: Labels): Matcher[] {
  return labelEntries(labels).map(([name, value]) => ({ name, op: '=', value }));
}

/**
 * The test of one matcher on a label's value. Regular expressions are RE2's and match the whole value, `^(?s:…)$`, as in Prometheus. Throws
 * SeriesError (`instance=~: …`) for one that is none.
 */
export function compileMatcher(matcher: Matcher): (actual: string) => boolean {
  const { op, value } = matcher;
  if (op === '=') return (actual) => actual === value;
  if (op === '!=') return (actual) => actual !== value;
  const matches = compileValue(matcher);
  return op === '=~' ? matches : (actual) => !matches(actual);
}

/** A page asks of its matchers again at each drawing, and the largest expression takes 50 ms to compile. */
const compiled = new WeakMap<Matcher, Pattern>();

function compileValue(matcher: Matcher): Pattern {
  const { name, op, value } = matcher;
  const fault = (reason: string, options?: ErrorOptions) =>
    new SeriesError(`${name}${op}: ${reason}`, options);
  const pattern =
    compiled.get(matcher) ?? compilePattern(value, { whole: true, dotAll: true, fault });
  compiled.set(matcher, pattern);
  return pattern;
}

/** What is wrong with a matcher, `instance=~: not a regular expression: …`; undefined when nothing is. */
export function matcherFault(matcher: Matcher): string | undefined {
  try {
    compileMatcher(matcher);
    return undefined;
  } catch (error) {
    if (error instanceof SeriesError) return error.message;
    throw error;
  }
}

/** Whether all matchers hold. Throws SeriesError for a regular expression that is none. */
export function compileMatchers(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  const tests = matchers.map((matcher) => ({ name: matcher.name, fits: compileMatcher(matcher) }));
  return (labels) => tests.every(({ name, fits }) => fits(labelValue(labels, name)));
}
