import { matchesLabels, type Labels, type Matcher } from '#series';

/** One step of the way to a unit, outermost first. */
export interface Level {
  readonly label: string;
  /** What people call it. */
  readonly title: string;
}

const LADDERS: readonly (readonly Level[])[] = [
  [
    { label: 'juju_model', title: 'Model' },
    { label: 'juju_application', title: 'Application' },
    { label: 'juju_unit', title: 'Unit' },
  ],
  [
    { label: 'namespace', title: 'Namespace' },
    { label: 'pod', title: 'Pod' },
    { label: 'container', title: 'Container' },
  ],
  [
    { label: 'node', title: 'Node' },
    { label: 'comm', title: 'Process' },
  ],
  [
    { label: 'job', title: 'Job' },
    { label: 'instance', title: 'Instance' },
  ],
];

/** The ladder of the first topology that the data has labels of: Juju, Kubernetes, machines, plain scrape jobs. */
export function levelsFor(labelNames: readonly string[]): readonly Level[] {
  const known = new Set(labelNames);
  for (const ladder of LADDERS) {
    const present = ladder.filter((level) => known.has(level.label));
    if (present.length > 0 && known.has(ladder[0]!.label)) return present;
  }
  return LADDERS.at(-1)!.filter((level) => known.has(level.label));
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
  const values = levels.map(({ label }) => labels[label] ?? '').filter((value) => value !== '');
  return values.at(-1) ?? 'all';
}
