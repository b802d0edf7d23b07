import { escapeRegex } from '#pattern';
import {
  DEFAULT_ALIASES,
  labelOfName,
  labelsOfHierarchy,
  labelValue,
  printMatchers,
  type Labels,
  type Matcher,
} from '#series';

const PLACES = new Set([...labelsOfHierarchy('juju'), ...labelsOfHierarchy('kubernetes')]);

/** Labels that metrics and profiles of a unit share: Juju's and Kubernetes', in any spelling that is usual. */
export function isOfPlace(name: string): boolean {
  const label = labelOfName(name, DEFAULT_ALIASES);
  return label !== undefined && PLACES.has(label);
}

/** More are a fleet: what is above them says it. */
const MOST_VALUES = 20;

/** What the labels of an answer say: a matcher for each place label that every series has, of all its values. */
export function placeOfSeries(series: readonly Labels[]): readonly Matcher[] {
  const [first] = series;
  if (!first) return [];
  return Object.keys(first)
    .filter((name) => isOfPlace(name) && series.every((one) => labelValue(one, name) !== ''))
    .flatMap((name): Matcher[] => {
      const values = [...new Set(series.map((one) => labelValue(one, name)))].sort();
      if (values.length === 1) return [{ name, op: '=', value: values[0]! }];
      if (values.length > MOST_VALUES) return [];
      return [{ name, op: '=~', value: values.map(escapeRegex).join('|') }];
    });
}

/** What is quoted, to the end where no quote closes it, and braces outside of it: each letter is read once. */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^'\\]|\\.)*(?:'|\\?$)|`[^`]*(?:`|$)|[{}]/gs;

function selectorsOf(expression: string): readonly string[] {
  const selectors: string[] = [];
  let start: number | undefined;
  for (const { 0: token, index } of expression.matchAll(TOKEN)) {
    if (token === '{') start = index;
    if (token !== '}' || start === undefined) continue;
    selectors.push(expression.slice(start, index + 1));
    start = undefined;
  }
  return selectors;
}

/**
 * What all selectors of a PromQL expression say alike of the place. `read` gives a selector's matchers with variables filled in, or
 * undefined. What matches anything, or still has a variable, says nothing.
 */
export function placeOfExpression(
  expression: string,
  read: (selector: string) => readonly Matcher[] | undefined,
): readonly Matcher[] {
  const [first = [], ...others] = selectorsOf(expression)
    .map(read)
    .filter((matchers) => matchers !== undefined)
    .map((matchers) => matchers.filter(saysPlace));
  const isIn = (matcher: Matcher) => (matchers: readonly Matcher[]) =>
    matchers.some((other) => printMatchers([other]) === printMatchers([matcher]));
  return first.filter((matcher) => others.every(isIn(matcher)));
}

const ANYTHING = new Set(['.*', '.+', '']);

function saysPlace({ name, op, value }: Matcher): boolean {
  return isOfPlace(name) && !value.includes('$') && !(op === '=~' && ANYTHING.has(value));
}
