import {
  DEFAULT_ALIASES,
  HIERARCHIES,
  HIERARCHY_KINDS,
  labelsOfLevel,
  namesOf,
  parseSelector,
  SeriesError,
  type Labels,
  type Matcher,
} from '#series';

/** How two selections stand to each other: of what kind of place they are, and what each says of it. */
export interface PlaceDifference {
  /** `unit`, `application`, `pod`, …; `label x` where only such a condition differs; `selection` where no place is named. */
  readonly what: string;
  /** Baseline first: `shop-k8s/0 against shop-k8s/1`; undefined: alike. */
  readonly text: string | undefined;
}

/**
 * Of two printed selectors. Where both name the level and differ, the outermost one: another application has other units by itself. A
 * level that only one side names tells less: the other side may imply it. Selectors that differ may imply that an outer level does, which the
 * labels of what answered tell. undefined: one of them cannot be read.
 */
export function placeDifference(
  baseline: string,
  comparison: string,
  labels: readonly [Labels, Labels] = [{}, {}],
): PlaceDifference | undefined {
  const read = [baseline, comparison].map(readMatchers);
  const [a, b] = read;
  if (!a || !b) return undefined;
  const found = levels().map(({ kind, what, names }) => ({
    ...{ kind, what, names },
    pair: [conditionOf(a, names), conditionOf(b, names)] as const,
  }));
  const differ = found.filter(({ pair }) => pair[0] !== pair[1]);
  const both = differ.find(({ pair }) => pair[0] !== '' && pair[1] !== '');
  const level = both ?? differ[0];
  const first = level ?? otherDifference(a, b);
  if (first) {
    const text = againstText(first.pair);
    const outer = level && impliedDifference(found, level, labels);
    if (!outer) return { what: first.what, text };
    return { what: outer.what, text: `${againstText(outer.pair)}, ${first.what} ${text}` };
  }
  const named = found.filter(({ pair }) => pair[0] !== '');
  return { what: named.at(-1)?.what ?? 'selection', text: undefined };
}

interface FoundLevel {
  readonly kind: string;
  readonly what: string;
  readonly names: readonly string[];
  readonly pair: readonly [string, string];
}

/** The nearest outer level in which the sides are known to differ: other units may be of another application. */
function impliedDifference(
  found: readonly FoundLevel[],
  level: FoundLevel,
  labels: readonly [Labels, Labels],
) {
  return found
    .slice(0, found.indexOf(level))
    .filter(({ kind }) => kind === level.kind)
    .map(({ what, names, pair }) => ({
      what,
      pair: [pair[0] || labelOf(labels[0], names), pair[1] || labelOf(labels[1], names)] as const,
    }))
    .findLast(({ pair: [one, other] }) => one !== '' && other !== '' && one !== other);
}

const againstText = (pair: readonly [string, string]) => pair.map(orAll).join(' against ');

const labelOf = (labels: Labels, names: readonly string[]) =>
  names.map((name) => labels[name]).find(Boolean) ?? '';

const orAll = (condition: string) => (condition === '' ? 'all' : condition);

function levels(): readonly Omit<FoundLevel, 'pair'>[] {
  return HIERARCHY_KINDS.flatMap((kind) =>
    HIERARCHIES[kind].levels.map((level) => ({
      kind,
      what: level.kind,
      names: labelsOfLevel(level)
        .toReversed()
        .flatMap((label) => namesOf(label, DEFAULT_ALIASES)),
    })),
  );
}

/** `shop-k8s/1`, `!= shop-k8s/1`; '' nothing is said of any of the labels. The first name that is there counts. */
function conditionOf(matchers: readonly Matcher[], names: readonly string[]): string {
  const name = names.find((one) => matchers.some((matcher) => matcher.name === one));
  return matchers
    .filter((matcher) => matcher.name === name)
    .map(({ op, value }) => (op === '=' ? value : `${op} ${value}`))
    .join(' and ');
}

function otherDifference(a: readonly Matcher[], b: readonly Matcher[]) {
  const known = new Set(levels().flatMap(({ names }) => names));
  const names = [...new Set([...a, ...b].map(({ name }) => name))].filter(
    (name) => !known.has(name),
  );
  return names
    .sort()
    .map((name) => ({
      what: `label ${name}`,
      pair: [conditionOf(a, [name]), conditionOf(b, [name])] as const,
    }))
    .find(({ pair }) => pair[0] !== pair[1]);
}

function readMatchers(selector: string): readonly Matcher[] | undefined {
  try {
    return parseSelector(selector).matchers;
  } catch (error) {
    if (error instanceof SeriesError) return undefined;
    throw error;
  }
}
