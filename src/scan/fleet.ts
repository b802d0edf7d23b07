import { escapeRegex } from '#pattern';
import {
  groupBy,
  HIERARCHY_KINDS,
  isPlacedIn,
  labelsOfLevel,
  labelValue,
  membersOf,
  nameFound,
  namesOf,
  normaliseUnit,
  readLabel,
  type HierarchyKind,
  type HierarchyLevel,
  type Labels,
  type Matcher,
  type TopologyAliases,
} from '#series';

/** Something that is profiled and is compared with others like it. */
export interface ScannedUnit {
  /** No other unit of the fleet has it. */
  readonly name: string;
  readonly matchers: readonly Matcher[];
}

/** Units that are alike: of one Juju application, pods of one workload, instances of one job. A host is alike to no other. */
export interface ScannedApplication {
  /** No other application of the fleet has it. */
  readonly name: string;
  /** Hold for all of its units; for pods of other workloads in their namespace too. */
  readonly matchers: readonly Matcher[];
  readonly units: readonly ScannedUnit[];
}

export interface Fleet {
  /** By name. */
  readonly applications: readonly ScannedApplication[];
  /** undefined: the labels say no place that is known, or one that is not in the fleet. */
  readonly unitOf: (labels: Labels) => ScannedUnit | undefined;
}

/** Labels that tell units apart, under all of their names. */
export function labelsOfUnits(aliases: TopologyAliases): readonly string[] {
  const labels = HIERARCHY_KINDS.flatMap((kind) => levelsOf(kind).all.flatMap(labelsOfLevel));
  return [...new Set(labels.flatMap((label) => namesOf(label, aliases)))];
}

/** Who is who among label sets. */
export function fleetOf(labelSets: readonly Labels[], aliases: TopologyAliases): Fleet {
  const placed = labelSets
    .map((labels) => placeOf(labels, aliases))
    .filter((place) => place !== undefined);
  const families = [...groupBy(placed, ({ application }) => application.key).values()];
  const applicationNames = distinctNames(families.map(([first]) => first!.application));
  const members = families.map((family) => [
    ...new Map(family.map((one) => [one.unit.key, one])).values(),
  ]);
  const unitNames = distinctNames(members.flat().map(({ unit }) => unit));
  const units = new Map<string, ScannedUnit>();
  const applications = members.map((family): ScannedApplication => {
    const { application } = family[0]!;
    const scanned = family.map(({ unit }): ScannedUnit => {
      const isOne = unit.matchers.length > 0 || family.length === 1;
      const own = isOne ? unit.matchers : absentIn(family.map((other) => other.unit));
      const matchers = [...application.matchers, ...own];
      return { name: unitNames.get(unit.key)!, matchers };
    });
    family.forEach(({ unit }, i) => units.set(unit.key, scanned[i]!));
    return {
      name: applicationNames.get(application.key)!,
      matchers: application.matchers,
      units: scanned.sort(byName),
    };
  });
  return {
    applications: applications.sort(byName),
    unitOf: (labels) => units.get(placeOf(labels, aliases)?.unit.key ?? ''),
  };
}

/** Exactly the named units of an application; of none, all of them. */
export function matchersOfUnits(
  { matchers, units }: ScannedApplication,
  names: readonly string[],
): readonly Matcher[] {
  const meant = names.length === 0 ? units : units.filter(({ name }) => names.includes(name));
  const [first] = meant;
  if (!first || meant.length === 1) return first?.matchers ?? matchers;
  const own = meant.map((unit) => unit.matchers.slice(matchers.length));
  return [
    ...matchers,
    ...own[0]!.map(({ name }, i): Matcher => {
      const values = own.map((of) => escapeRegex(of[i]?.value ?? ''));
      return { name, op: '=~', value: values.join('|') };
    }),
  ];
}

/** What is in no unit, beside units: the label that those have is missing. */
function absentIn(units: readonly Named[]): readonly Matcher[] {
  const names = new Set(units.flatMap(({ matchers }) => matchers.map(({ name }) => name)));
  return [...names].map((name): Matcher => ({ name, op: '=', value: '' }));
}

const byName = (a: { name: string }, b: { name: string }) => COLLATOR.compare(a.name, b.name);
const COLLATOR = new Intl.Collator('en', { numeric: true });

interface Named {
  readonly key: string;
  /** The shortest name, and what is put before it where another one has the same. */
  readonly name: string;
  readonly within: readonly string[];
  readonly matchers: readonly Matcher[];
}

interface Place {
  readonly application: Named;
  readonly unit: Named;
}

/** Processes of a host are no units: they are not alike, and there are too many. */
function levelsOf(kind: HierarchyKind) {
  const { owner, member } = membersOf(kind);
  const unit = member && kind !== 'machine' ? member : undefined;
  return { owner, unit, all: [...owner, ...(unit ? [unit] : [])] };
}

function placeOf(labels: Labels, aliases: TopologyAliases): Place | undefined {
  const kind = HIERARCHY_KINDS.find((one) => one !== 'other' && isPlacedIn(one, labels, aliases));
  if (kind === undefined) return undefined;
  const { owner, unit } = levelsOf(kind);
  const read = (level: HierarchyLevel | undefined) =>
    level ? readLabel(labels, level.label, aliases) : '';
  const conditions = (levels: readonly HierarchyLevel[]) =>
    levels.flatMap((level) => conditionsOf(level, labels, aliases));
  const own = kind === 'juju' ? normaliseUnit(read(unit)) : read(unit);
  const family = kind === 'kubernetes' ? workloadOf(own) : read(owner.at(-1));
  const name = family || own || read(owner.at(-1));
  const around = (kind === 'kubernetes' ? owner : owner.slice(0, -1)).map(read);
  const unique = owner.flatMap(({ uniqueLabel }) =>
    uniqueLabel ? readLabel(labels, uniqueLabel, aliases) : [],
  );
  const within = [...around, ...unique].filter((text) => text !== '');
  const place = [kind, unique.join() || around.join(), name];
  return {
    application: { key: JSON.stringify(place), name, within, matchers: conditions(owner) },
    unit: {
      key: JSON.stringify([...place, own]),
      name: own || name,
      within,
      matchers: conditions(unit ? [unit] : []),
    },
  };
}

/** One `=` for each label of the level that is there, under the name that it has. */
function conditionsOf(
  level: HierarchyLevel,
  labels: Labels,
  aliases: TopologyAliases,
): readonly Matcher[] {
  return labelsOfLevel(level).flatMap((label): readonly Matcher[] => {
    const name = nameFound(labels, label, aliases);
    return name === undefined ? [] : [{ name, op: '=', value: labelValue(labels, name) }];
  });
}

/** Kubernetes' random suffixes have no vowels, no 0, 1 and 3 (apimachinery's `rand.SafeEncodeString`). */
const OF_DEPLOYMENT = /^(.+)-[bcdfghjklmnpqrstvwxz2456789]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/;
const OF_DAEMON_SET = /^(.+)-[bcdfghjklmnpqrstvwxz2456789]{5}$/;
const OF_STATEFUL_SET = /^(.+)-\d+$/;

/** `shop` of the pods `shop-7d4b9c6f5-x2x9z`, `shop-x2x9z` and `shop-0`; of any other pod its own name. */
function workloadOf(pod: string): string {
  const [, workload] =
    OF_DEPLOYMENT.exec(pod) ?? OF_STATEFUL_SET.exec(pod) ?? OF_DAEMON_SET.exec(pod) ?? [];
  return workload ?? pod;
}

/** The shortest names that tell all of them apart, by key: `shop`, else `dev:shop`, else `dev:20ce8299-…:shop`. */
function distinctNames(all: readonly Named[]): ReadonlyMap<string, string> {
  const names = new Map(all.map(({ key, name }) => [key, name]));
  for (let depth = 1; depth <= Math.max(0, ...all.map(({ within }) => within.length)); depth++) {
    const same = groupBy(all, ({ key }) => names.get(key)!);
    for (const { key, name, within } of all) {
      if ((same.get(names.get(key)!)?.length ?? 0) < 2) continue;
      names.set(key, [...within.slice(0, depth), name].join(':'));
    }
  }
  return names;
}
