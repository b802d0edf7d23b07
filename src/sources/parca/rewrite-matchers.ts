import { escapeRegex } from '#pattern';
import {
  compileMatcher,
  groupBy,
  labelValue,
  SeriesError,
  type Matcher,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import { SourceError } from '../source-error';
import { METHODS, type ParcaClient } from './protocol/parca-client';
import { encodeLabelScope } from './protocol/wire';

/** Each costs one query. */
const MOST_SELECTORS = 8;

/**
 * What a selector means, as selectors that Parca answers rightly; they have no profile in common. Parca forgets, with age, profiles
 * that lack a label when a matcher on it also accepts a missing one (`!=`, `!~`, `=~".*"`). So such a matcher is replaced by the
 * values that exist and fit, and a second selector for the profiles without the label:
 *
 *     {unit!="a/0"}   ->   {unit=~"^(?:a/1|b/0)$"}   and   {unit=""}
 *
 * An empty list means that nothing can match. Rejects with badQuery, and asks nothing, for what is no regular expression.
 */
export async function rewriteMatchers(
  client: ParcaClient,
  selector: Selector,
  range: TimeRange,
): Promise<readonly Selector[]> {
  const all = selector.matchers.map(compiled);
  const names = [...new Set(selector.matchers.map((m) => m.name))];
  let alternatives: Matcher[][] = [[]];
  for (const name of names) {
    const matchers = all.filter(({ matcher }) => matcher.name === name);
    const choices = matchers.every(isSafe)
      ? [matchers.map(sendable)]
      : resolve(matchers, await fetchValues(client, { ...selector, name, range }));
    alternatives = alternatives.flatMap((left) => choices.map((right) => [...left, ...right]));
  }
  if (alternatives.length > MOST_SELECTORS)
    throw badQuery(
      `negative matchers on ${names.length} labels need ${alternatives.length} queries, more than ${MOST_SELECTORS}`,
    );
  return alternatives.map((matchers) => ({ profileType: selector.profileType, matchers }));
}

export interface Found {
  readonly selector: Selector;
  readonly scrapes: readonly Scrape[];
}

/**
 * The same for scrapes that are known, each with the selector that it is found by; other scrapes of these selectors lie at other times.
 * Their own labels tell what the server would be asked for.
 */
export function rewriteFor(selector: Selector, scrapes: readonly Scrape[]): readonly Found[] {
  const all = selector.matchers.map(compiled);
  const faulty = [...new Set(all.filter((m) => !isSafe(m)).map(({ matcher }) => matcher.name))];
  const safe = all.filter(({ matcher }) => !faulty.includes(matcher.name)).map(sendable);
  const missing = ({ labels }: Scrape) => faulty.filter((name) => labelValue(labels, name) === '');
  return [...groupBy(scrapes, (scrape) => missing(scrape).join()).values()].map((group) => {
    const values = (name: string) => [...new Set(group.map((s) => labelValue(s.labels, name)))];
    const known = faulty.map((name) => anyOf(name, values(name).sort()));
    return { selector: { ...selector, matchers: [...safe, ...known] }, scrapes: group };
  });
}

interface Compiled {
  readonly matcher: Matcher;
  readonly fits: (value: string) => boolean;
}

function compiled(matcher: Matcher): Compiled {
  try {
    return { matcher, fits: compileMatcher(matcher) };
  } catch (error) {
    if (!(error instanceof SeriesError)) throw error;
    throw badQuery(error.message);
  }
}

/** Parca answers rightly: exactly this or no value, some value, or a pattern that no missing label fits. */
function isSafe({ matcher: { op, value }, fits }: Compiled): boolean {
  if (op === '=') return true;
  return op === '!=' ? value === '' : op === '=~' && !fits('');
}

/** As Prometheus anchors them: Parca does not. */
function sendable({ matcher }: Compiled): Matcher {
  return matcher.op === '=~' ? { ...matcher, value: `^(?s:${matcher.value})$` } : matcher;
}

function resolve(matchers: readonly Compiled[], values: readonly string[]): Matcher[][] {
  const fits = (value: string) => matchers.every((m) => m.fits(value));
  const fitting = values.filter(fits);
  const missingFits = fits('');
  if (missingFits && fitting.length === values.length) return [[]];
  const name = matchers[0]?.matcher.name ?? '';
  const present = fitting.length > 0 ? [[anyOf(name, fitting)]] : [];
  return missingFits ? [...present, [{ name, op: '=', value: '' }]] : present;
}

function anyOf(name: string, values: readonly string[]): Matcher {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return { name, op: '=', value: only };
  return { name, op: '=~', value: `^(?:${values.map(escapeRegex).join('|')})$` };
}

/** All values of a label for the type in the range, sorted. */
export async function fetchValues(
  client: ParcaClient,
  question: Pick<Selector, 'profileType'> & { readonly name: string; readonly range: TimeRange },
): Promise<readonly string[]> {
  const answer = await client.call(METHODS.values, {
    labelName: question.name,
    match: [],
    ...encodeLabelScope(question.profileType, question.range),
  });
  return (answer?.labelValues ?? []).filter((value) => value !== '').sort();
}

function badQuery(detail: string): SourceError {
  return new SourceError({ kind: 'badQuery', source: 'Parca', detail });
}
