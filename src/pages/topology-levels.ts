import { labelValue, matchesLabels, type Labels, type Matcher } from '#series';
import { DEFAULT_ALIASES, namesOf, type CanonicalLabel, type TargetAliases } from '#targets';

/** One step of the way to a unit, outermost first. */
export interface Level {
  readonly label: string;
  /** What metrics call it; `label` may be another spelling. */
  readonly canonical: CanonicalLabel | 'job' | 'instance';
  /** What people call it. */
  readonly title: string;
}

const LADDERS: readonly (readonly Pick<Level, 'canonical' | 'title'>[])[] = [
  [
    { canonical: 'juju_model', title: 'Model' },
    { canonical: 'juju_application', title: 'Application' },
    { canonical: 'juju_unit', title: 'Unit' },
  ],
  [
    { canonical: 'namespace', title: 'Namespace' },
    { canonical: 'pod', title: 'Pod' },
    { canonical: 'container', title: 'Container' },
  ],
  [
    { canonical: 'node', title: 'Node' },
    { canonical: 'comm', title: 'Process' },
  ],
  [
    { canonical: 'job', title: 'Job' },
    { canonical: 'instance', title: 'Instance' },
  ],
];

/** Every label that some level is read from: a question by them need not wait until it is known which of them there are. */
export function levelLabels(aliases: TargetAliases = DEFAULT_ALIASES): readonly string[] {
  return LADDERS.flatMap((ladder) =>
    ladder.flatMap(({ canonical }) => spellings(canonical, aliases)),
  );
}

function spellings(canonical: Level['canonical'], aliases: TargetAliases): readonly string[] {
  const isScrape = canonical === 'job' || canonical === 'instance';
  return isScrape ? [canonical] : namesOf(canonical, aliases);
}

/** The ladder of the first topology that the data has labels of: Juju, Kubernetes, machines, plain scrape jobs. */
export function levelsFor(
  labelNames: readonly string[],
  aliases: TargetAliases = DEFAULT_ALIASES,
): readonly Level[] {
  const known = new Set(labelNames);
  const ladders = LADDERS.map((ladder) =>
    ladder.map((level) => {
      const names = spellings(level.canonical, aliases);
      return { ...level, label: names.find((name) => known.has(name)) };
    }),
  );
  const found = ladders.find(([first]) => first?.label !== undefined) ?? ladders.at(-1)!;
  return found.flatMap(({ label, ...level }) => (label === undefined ? [] : [{ ...level, label }]));
}

/** The value that the matchers pin a label to; undefined when they pin none. */
export function pinnedValue(matchers: readonly Matcher[], label: string): string | undefined {
  return matchers.find((matcher) => matcher.name === label && matcher.op === '=')?.value;
}

/** Values of a level among the label sets that agree with every condition but those of this level and below. */
export function levelOptions(
  levels: readonly Level[],
  index: number,
  from: { labelSets: readonly Labels[]; matchers: readonly Matcher[] },
): readonly string[] {
  const open = new Set(levels.slice(index).map((level) => level.label));
  const fixed = from.matchers.filter((matcher) => !open.has(matcher.name));
  const label = levels[index]!.label;
  const values = from.labelSets
    .filter((labels) => matchesLabels(fixed, labels))
    .map((labels) => labels[label] ?? '');
  return [...new Set(values)].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
}

/** The matchers with a level set to `value` (undefined: all), and what is below it freed unless it still has data. */
export function withLevel(
  levels: readonly Level[],
  index: number,
  change: { matchers: readonly Matcher[]; labelSets: readonly Labels[]; value: string | undefined },
): readonly Matcher[] {
  const { label } = levels[index]!;
  const rest = change.matchers.filter((matcher) => matcher.name !== label);
  const set =
    change.value === undefined
      ? rest
      : [...rest, { name: label, op: '=' as const, value: change.value }];
  const below = new Set(levels.slice(index + 1).map((level) => level.label));
  const stillHasData = change.labelSets.some((labels) => matchesLabels(set, labels));
  return inLevelOrder(levels, stillHasData ? set : set.filter((m) => !below.has(m.name)));
}

/** Conditions of the ladder first and in its order, so that links and queries read the same however they were made. */
function inLevelOrder(levels: readonly Level[], matchers: readonly Matcher[]): readonly Matcher[] {
  const rank = (matcher: Matcher) => {
    const at = levels.findIndex((level) => level.label === matcher.name);
    return at === -1 ? levels.length : at;
  };
  return [...matchers].sort((a, b) => rank(a) - rank(b));
}

/** The conditions that select one label set down its ladder. */
export function matchersOf(levels: readonly Level[], labels: Labels): readonly Matcher[] {
  return levels.map(({ label }) => ({ name: label, op: '=', value: labels[label] ?? '' }));
}

/** Names that tell label sets apart in a legend: `shop-k8s/0`, or the whole ladder when units share names. */
export function legendOf(levels: readonly Level[], labels: Labels): string {
  const values = levels
    .map(({ label, canonical }) => labelValue(labels, label) || labelValue(labels, canonical))
    .filter((value) => value !== '');
  return values.at(-1) ?? 'all';
}
