import {
  groupBy,
  HIERARCHIES,
  HIERARCHY_KINDS,
  isPlacedIn,
  labelEntries,
  labelsKey,
  labelsOfLevel,
  labelValue,
  membersOf,
  nameFound,
  rootLevelOf,
  type HierarchyKind,
  type Labels,
  type Matcher,
  type TopologyAliases,
} from '#series';
import { isTarget, type DraftRow } from './target-row';

/** The levels that make the owner, among whose rows missing names have to be required missing. */
const ownerKinds = (kind: HierarchyKind) => membersOf(kind).owner.map((level) => level.kind);

/**
 * For each row, by id, conditions that its profiles meet and those of the other rows do not. First the few labels of its place; where
 * several label sets share these, also what they differ in. A label that only others have is required to be missing: `=""` is the one
 * condition on missing labels that Parca answers right for old data too. `asked` names the labels that stored rows were asked by; that
 * they lack another one says nothing.
 */
export function matchersOfRows(
  rows: readonly DraftRow[],
  aliases: TopologyAliases,
  asked: ReadonlySet<string>,
): ReadonlyMap<string, readonly Matcher[]> {
  const withIdentity = rows.map((row) => identified(row, aliases));
  const stored = withIdentity.filter(({ row }) => row.source !== 'metricsOnly');
  const byIdentity = groupBy(stored, ({ key }) => key);
  const byOwner = groupBy(stored, ({ owner }) => owner);
  const differing = mapValues(byIdentity, (group) =>
    differingNames(group.map(({ row }) => row.labels)),
  );
  const owned = mapValues(byOwner, (group) =>
    distinct(group.flatMap(({ identity }) => identity.map(({ name }) => name))),
  );
  const outranking = outrankingNames(stored, aliases);
  const hierarchyNames = mapValues(
    groupBy(stored, ({ row }) => row.path.hierarchy),
    (group) => distinct(group.flatMap(({ identity }) => identity.map(({ name }) => name))),
  );
  const all = distinct(stored.flatMap(({ row }) => Object.keys(row.labels))).sort();
  return new Map(
    withIdentity.map((one) => {
      const { row, key, owner } = one;
      const names = [
        ...(owned.get(owner) ?? []),
        ...(outranking.get(row.path.hierarchy) ?? []),
        ...(differing.get(key) ?? []),
        ...(isVague(one) ? all : []),
        ...(lacksRoot(one) ? (hierarchyNames.get(row.path.hierarchy) ?? []) : []),
      ];
      return [row.id, withNames(one, names, asked)];
    }),
  );
}

interface Identified {
  readonly row: DraftRow;
  readonly identity: readonly Matcher[];
  readonly key: string;
  readonly owner: string;
}

function identified(row: DraftRow, aliases: TopologyAliases): Identified {
  const identity = identityOf(row, aliases);
  return { row, identity, key: JSON.stringify(identity), owner: ownerKey(row, identity) };
}

function identityOf({ labels, path }: DraftRow, aliases: TopologyAliases): readonly Matcher[] {
  const all = HIERARCHIES[path.hierarchy].levels.flatMap(labelsOfLevel);
  const found = all.flatMap((label) => {
    const name = nameFound(labels, label, aliases);
    return name === undefined ? [] : [equal(name, labelValue(labels, name))];
  });
  return found.length > 0 ? found : labelEntries(labels).map(([name, value]) => equal(name, value));
}

const equal = (name: string, value: string): Matcher => ({ name, op: '=', value });

function ownerKey({ path }: DraftRow, identity: readonly Matcher[]): string {
  const { hierarchy, levels } = path;
  const kinds = ownerKinds(hierarchy);
  const ofOwner = levels.filter(({ kind }) => kinds.includes(kind)).map(({ key }) => key);
  const owner = hierarchy === 'other' ? identity : ofOwner;
  return JSON.stringify([hierarchy, owner]);
}

/** True for labels that may well be a part of another row's: with few or no conditions a row would select the profiles of many. */
function isVague({ row: { path, labels } }: Identified): boolean {
  if (path.hierarchy === 'other') return true;
  return (
    path.hierarchy === 'job' && ['job', 'instance'].some((name) => labelValue(labels, name) === '')
  );
}

/** True without what its hierarchy begins with: a model's UUID, a namespace. Rows that have it may have the rest too. */
function lacksRoot({ row: { path, labels } }: Identified): boolean {
  const level = rootLevelOf(path.hierarchy);
  const [root] = level ? labelsOfLevel(level) : [];
  return root !== undefined && labelValue(labels, root) === '';
}

/** By hierarchy, the labels of earlier hierarchies that rows with its own labels have: a row that has one stands there. */
function outrankingNames(
  withIdentity: readonly Identified[],
  aliases: TopologyAliases,
): ReadonlyMap<HierarchyKind, readonly string[]> {
  const of = (kind: HierarchyKind): readonly string[] => {
    const earlier = HIERARCHY_KINDS.slice(0, HIERARCHY_KINDS.indexOf(kind));
    const roots = earlier.flatMap((one) => HIERARCHIES[one].roots);
    const names = withIdentity
      .filter(({ row }) => row.path.hierarchy !== kind && isPlacedIn(kind, row.labels, aliases))
      .flatMap(({ row }) => roots.map((label) => nameFound(row.labels, label, aliases)));
    return distinct(names.filter((name) => name !== undefined)).sort();
  };
  return new Map((['kubernetes', 'machine', 'service'] as const).map((kind) => [kind, of(kind)]));
}

/** The identity, and a condition for each further name: its value, or that it is missing. */
function withNames(
  { row, identity }: Identified,
  names: readonly string[],
  asked: ReadonlySet<string>,
): readonly Matcher[] {
  const known = new Set(identity.map(({ name }) => name));
  const further = distinct(names).filter((name) => !known.has(name));
  const conditions = further.flatMap((name) => {
    const value = labelValue(row.labels, name);
    const certain = value !== '' || isTarget(row) || asked.has(name);
    return certain ? [equal(name, value)] : [];
  });
  return [...identity, ...conditions];
}

/** Names of labels that are not the same in all label sets. */
function differingNames(labelSets: readonly Labels[]): readonly string[] {
  if (labelSets.length < 2 || new Set(labelSets.map(labelsKey)).size < 2) return [];
  const [first] = labelSets as [Labels, ...Labels[]];
  return distinct(labelSets.flatMap((labels) => Object.keys(labels)))
    .filter((name) => labelSets.some((l) => labelValue(l, name) !== labelValue(first, name)))
    .sort();
}

const distinct = (names: readonly string[]) => [...new Set(names)];

function mapValues<K, A, B>(map: ReadonlyMap<K, A>, change: (value: A) => B): ReadonlyMap<K, B> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
