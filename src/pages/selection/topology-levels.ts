import {
  HIERARCHIES,
  HIERARCHY_KINDS,
  labelValue,
  namesOf,
  type Labels,
  type Matcher,
  type TopologyAliases,
  type TopologyLabel,
} from '#series';

/** One step of the way to a unit, outermost first. */
export interface Level {
  /** As profiles have it here. */
  readonly label: string;
  /** What metrics call it. */
  readonly canonical: TopologyLabel;
  /** All names that it is read from, `label` first. */
  readonly names: readonly string[];
  readonly title: string;
  /** The label that tells values of one name apart: a model's UUID. It is no choice of its own. */
  readonly unique?: string;
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
    levels.map(({ label: canonical, title, optional, uniqueLabel }) => {
      const names = namesOf(canonical, aliases);
      const label = names.find((name) => known.has(name));
      const unique = uniqueLabel && namesOf(uniqueLabel, aliases).find((name) => known.has(name));
      return { canonical, title, optional, names, label, unique };
    }),
  );
  const found =
    hierarchies.find((levels) => levels.find(({ optional }) => !optional)?.label !== undefined) ??
    // A link may pin a unit without its model.
    hierarchies.find((levels) => levels.some((one) => !one.optional && one.label !== undefined)) ??
    hierarchies[HIERARCHY_KINDS.indexOf('job')]!;
  return found.flatMap(({ canonical, title, label, names, unique }) => {
    if (label === undefined) return [];
    const level = { canonical, title, label, names: [...new Set([label, ...names])] };
    return [unique === undefined ? level : { ...level, unique }];
  });
}

/** The value that the matchers pin a label to; undefined when they pin none. */
export function pinnedValue(matchers: readonly Matcher[], label: string): string | undefined {
  return matchers.find((matcher) => matcher.name === label && matcher.op === '=')?.value;
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
