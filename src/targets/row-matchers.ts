import { labelEntries, labelsKey, labelValue, type Labels, type Matcher } from '#series';
import { nameFound, type CanonicalLabel, type TargetAliases } from './aliases';
import type { DraftRow } from './draft-row';
import type { HierarchyKind } from './target-row';

interface Identity {
  /** What rows are told apart by before other labels have to. */
  readonly names: readonly (CanonicalLabel | 'job' | 'instance')[];
  /** So many levels of the place make the owner, among whose rows missing names have to be required missing. */
  readonly owner: number;
  /** A row that has one of these stands on another hierarchy, although it may have all the names too. */
  readonly without: readonly CanonicalLabel[];
}

const IDENTITY: Readonly<Record<HierarchyKind, Identity>> = {
  juju: {
    names: ['juju_model_uuid', 'juju_model', 'juju_application', 'juju_unit'],
    owner: 2,
    without: [],
  },
  kubernetes: { names: ['namespace', 'pod', 'container'], owner: 1, without: ['juju_application'] },
  machine: {
    names: ['node', 'systemd_unit', 'container', 'comm'],
    owner: 1,
    without: ['juju_application', 'namespace', 'pod'],
  },
  job: { names: ['job', 'instance'], owner: 2, without: [] },
  other: { names: [], owner: 0, without: [] },
};

/**
 * For each row, by id, conditions that its profiles meet and those of the other rows do not. First the few labels of its place; where
 * several label sets share these, also what they differ in. A label that only others have is required to be missing: `=""` is the one
 * condition on missing labels that Parca answers right for old data too. `asked` names the labels that stored rows were asked by; that
 * they lack another one says nothing.
 */
export function matchersOfRows(
  rows: readonly DraftRow[],
  aliases: TargetAliases,
  asked: ReadonlySet<string>,
): ReadonlyMap<string, readonly Matcher[]> {
  const drafts = rows.map((row) => draftOf(row, aliases));
  const stored = drafts.filter(({ row }) => row.source !== 'metricsOnly');
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
    drafts.map((draft) => {
      const { row, key, owner } = draft;
      const names = [
        ...(owned.get(owner) ?? []),
        ...(outranking.get(row.path.hierarchy) ?? []),
        ...(differing.get(key) ?? []),
        ...(isVague(draft) ? all : []),
        ...(lacksRoot(draft) ? (hierarchyNames.get(row.path.hierarchy) ?? []) : []),
      ];
      return [row.id, withNames(draft, names, asked)];
    }),
  );
}

interface Draft {
  readonly row: DraftRow;
  readonly identity: readonly Matcher[];
  readonly key: string;
  readonly owner: string;
}

function draftOf(row: DraftRow, aliases: TargetAliases): Draft {
  const identity = identityOf(row, aliases);
  return { row, identity, key: JSON.stringify(identity), owner: ownerKey(row, identity) };
}

function identityOf({ labels, path }: DraftRow, aliases: TargetAliases): readonly Matcher[] {
  const { names } = IDENTITY[path.hierarchy];
  const found = names.flatMap((name) => {
    const as = name === 'job' || name === 'instance' ? name : nameFound(labels, name, aliases);
    const value = as === undefined ? '' : labelValue(labels, as);
    return as === undefined || value === '' ? [] : [equal(as, value)];
  });
  return found.length > 0 ? found : labelEntries(labels).map(([name, value]) => equal(name, value));
}

const equal = (name: string, value: string): Matcher => ({ name, op: '=', value });

function ownerKey({ path }: DraftRow, identity: readonly Matcher[]): string {
  const { hierarchy, levels } = path;
  const owner =
    hierarchy === 'other'
      ? identity
      : levels.slice(0, IDENTITY[hierarchy].owner).map(({ key }) => key);
  return JSON.stringify([hierarchy, owner]);
}

/** True for labels that may well be a part of another row's: with few or no conditions a row would select the profiles of many. */
function isVague({ row: { path, labels } }: Draft): boolean {
  if (path.hierarchy === 'other') return true;
  return (
    path.hierarchy === 'job' && ['job', 'instance'].some((name) => labelValue(labels, name) === '')
  );
}

/** True without what its hierarchy begins with: a model's UUID, a namespace. Rows that have it may have the rest too. */
function lacksRoot({ row: { path, labels } }: Draft): boolean {
  const [root] = IDENTITY[path.hierarchy].names;
  return root !== undefined && labelValue(labels, root) === '';
}

/** By hierarchy, the labels of higher hierarchies that rows with its own first label have. */
function outrankingNames(
  drafts: readonly Draft[],
  aliases: TargetAliases,
): ReadonlyMap<HierarchyKind, readonly string[]> {
  const names = new Map<HierarchyKind, Set<string>>();
  for (const hierarchy of ['kubernetes', 'machine'] as const) {
    const { without } = IDENTITY[hierarchy];
    const own = hierarchy === 'machine' ? 'node' : 'pod';
    const found = drafts
      .filter(({ row }) => row.path.hierarchy !== hierarchy && nameFound(row.labels, own, aliases))
      .flatMap(({ row }) => without.map((label) => nameFound(row.labels, label, aliases)))
      .filter((name) => name !== undefined);
    names.set(hierarchy, new Set(found));
  }
  return mapValues(names, (found) => [...found].sort());
}

/** The identity, and a condition for each further name: its value, or that it is missing. */
function withNames(
  { row, identity }: Draft,
  names: readonly string[],
  asked: ReadonlySet<string>,
): readonly Matcher[] {
  const known = new Set(identity.map(({ name }) => name));
  const further = distinct(names).filter((name) => !known.has(name));
  const conditions = further.flatMap((name) => {
    const value = labelValue(row.labels, name);
    const certain = value !== '' || row.isTarget === true || asked.has(name);
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

function groupBy<K>(
  drafts: readonly Draft[],
  keyOf: (draft: Draft) => K,
): ReadonlyMap<K, readonly Draft[]> {
  const groups = new Map<K, Draft[]>();
  for (const draft of drafts) {
    const key = keyOf(draft);
    const group = groups.get(key);
    if (group) group.push(draft);
    else groups.set(key, [draft]);
  }
  return groups;
}

function mapValues<K, A, B>(map: ReadonlyMap<K, A>, change: (value: A) => B): ReadonlyMap<K, B> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
