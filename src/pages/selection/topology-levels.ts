import {
  compileMatchers,
  HIERARCHIES,
  HIERARCHY_KINDS,
  labelValue,
  namesOf,
  type Labels,
  type Matcher,
  type TopologyAliases,
  type TopologyLabel,
} from '#series';
import { readable } from '../state/matcher-faults';

/** One step of the way to a unit, outermost first. */
export interface Level {
  /** As profiles have it here. */
  readonly label: string;
  /** What metrics call it. */
  readonly canonical: TopologyLabel;
  /** All names that it is read from, `label` first. */
  readonly names: readonly string[];
  readonly title: string;
}

/** The levels that everything in a hierarchy has, and the application around them where profiles have one. */
const LEVELS = HIERARCHY_KINDS.map((kind) =>
  HIERARCHIES[kind].levels.filter(({ optional, label }) => !optional || label === 'service_name'),
);

/** Every label that some level is read from: a question by them need not wait until it is known which of them there are. */
export function levelLabels(aliases: TopologyAliases): readonly string[] {
  return LEVELS.flat().flatMap(({ label }) => namesOf(label, aliases));
}

/** The levels of the first hierarchy that the data has labels of: Juju, Kubernetes, machines, applications by name, plain scrape jobs. */
export function levelsFor(
  labelNames: readonly string[],
  aliases: TopologyAliases,
): readonly Level[] {
  const known = new Set(labelNames);
  const hierarchies = LEVELS.map((levels) =>
    levels.map(({ label: canonical, title, optional }) => {
      const names = namesOf(canonical, aliases);
      const label = names.find((name) => known.has(name));
      return { canonical, title, optional, names, label };
    }),
  );
  const found =
    hierarchies.find((levels) => levels.find(({ optional }) => !optional)?.label !== undefined) ??
    hierarchies[HIERARCHY_KINDS.indexOf('job')]!;
  return found.flatMap(({ canonical, title, label, names }) =>
    label === undefined
      ? []
      : [{ canonical, title, label, names: [...new Set([label, ...names])] }],
  );
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
    .filter(compileMatchers(readable(fixed)))
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
  const stillHasData = change.labelSets.some(compileMatchers(readable(set)));
  return inLevelOrder(levels, stillHasData ? set : set.filter((m) => !below.has(m.name)));
}

/** Conditions of the hierarchy first and in its order, so that links and queries read the same however they were made. */
function inLevelOrder(levels: readonly Level[], matchers: readonly Matcher[]): readonly Matcher[] {
  const rank = (matcher: Matcher) => {
    const at = levels.findIndex((level) => level.label === matcher.name);
    return at === -1 ? levels.length : at;
  };
  return [...matchers].sort((a, b) => rank(a) - rank(b));
}

/** The conditions that select one label set down its hierarchy. */
export function matchersOf(levels: readonly Level[], labels: Labels): readonly Matcher[] {
  return levels.map(({ label }) => ({ name: label, op: '=', value: labels[label] ?? '' }));
}

/** Names that tell label sets apart in a legend: `shop-k8s/0`, or the whole hierarchy when units share names. */
export function legendOf(levels: readonly Level[], labels: Labels): string {
  const values = levels
    .map(({ names }) => names.map((name) => labelValue(labels, name)).find((value) => value !== ''))
    .filter((value) => value !== undefined);
  return values.at(-1) ?? 'all';
}
