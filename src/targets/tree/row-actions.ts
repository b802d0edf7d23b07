import {
  HIERARCHIES,
  HIERARCHY_KINDS,
  labelsKey,
  labelsOfLevel,
  labelValue,
  membersOf,
  nameFound,
  type HierarchyKind,
  type HierarchyLevel,
  type Labels,
  type Matcher,
  type TopologyAliases,
} from '#series';
import { applicationKeyOf } from '../topology/topology-path';
import type { TargetRow } from '../rows/target-row';
import type { TopologyNode } from './topology-node';

/**
 * Other units of the same application that have something to compare with; outside Juju other rows of the same second-last place. Rows
 * with the very same labels are one series with this one.
 */
export function siblingsOf(row: TargetRow, rows: readonly TargetRow[]): readonly TargetRow[] {
  const family = familyOf(row);
  const own = labelsKey(row.labels);
  return rows.filter(
    (other) =>
      familyOf(other) === family &&
      other.profiles.some(({ profileTypes }) => profileTypes.length > 0) &&
      !other.badges.some(({ kind }) => kind === 'artefact') &&
      labelsKey(other.labels) !== own,
  );
}

/** What selects all others of the same application, namespace, node or job; undefined: the labels name none. */
export function siblingMatchers(
  labels: Labels,
  aliases: TopologyAliases,
): readonly Matcher[] | undefined {
  for (const kind of HIERARCHY_KINDS) {
    const { member, owner } = membersOf(kind);
    const places = owner.flatMap((level) => conditionsOf(level, labels, aliases));
    const same = [...applicationAround(kind, labels, aliases), ...places];
    const [own] = member ? conditionsOf(member, labels, aliases) : [];
    if (places.length > 0 && own) return [...same, { ...own, op: '!=' }];
  }
  return undefined;
}

/** Of pods in one namespace and processes on one machine, those of the same application, where that is known. */
function applicationAround(
  kind: HierarchyKind,
  labels: Labels,
  aliases: TopologyAliases,
): readonly Matcher[] {
  const [outermost] = HIERARCHIES[kind].levels;
  return outermost?.optional ? conditionsOf(outermost, labels, aliases) : [];
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

function familyOf({ topology, path }: TargetRow): string {
  if (topology) return applicationKeyOf(topology);
  return JSON.stringify([path.hierarchy, path.levels.slice(0, -1).map((level) => level.key)]);
}

/** Conditions for everything below a node of the tree; undefined where its rows have no label of it in common. */
export function matchersOfNode(
  { hierarchy, kind, labels }: TopologyNode,
  aliases: TopologyAliases,
): readonly Matcher[] | undefined {
  const { levels } = HIERARCHIES[hierarchy];
  const way = levels.slice(0, levels.findIndex((level) => level.kind === kind) + 1);
  const found = way.map((level) => conditionsOf(level, labels, aliases));
  return found.at(-1)?.length ? found.flat() : undefined;
}
