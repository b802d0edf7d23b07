import {
  labelsKey,
  labelValue,
  defaultProfileType,
  type Labels,
  type Matcher,
  type ProfileType,
} from '#series';
import { DEFAULT_ALIASES, nameFound, type CanonicalLabel, type TargetAliases } from './aliases';
import { shellQuote } from './juju-commands';
import { applicationKeyOf } from './placement';
import type { LevelKind, ProfileStatus, TargetRow } from './target-row';
import type { TopologyNode } from './topology-node';

/**
 * The type that a click on the row opens: what it has, CPU first. `known` are types that exist at all, for a row whose stored profiles
 * are not known: one of a profile that is scraped. undefined: it has nothing to open.
 */
export function profileTypeOf(
  { profiles, state }: TargetRow,
  known: readonly ProfileType[] = [],
): ProfileType | undefined {
  const own = defaultProfileType(profiles.flatMap(({ profileTypes }) => profileTypes));
  if (own || state === 'notProfiled') return own;
  const scraped = new Set(profiles.filter(mayHaveProfiles).map(({ name }) => name));
  return defaultProfileType(known.filter(({ name }) => scraped.has(name)));
}

const mayHaveProfiles = ({ state }: ProfileStatus) => state === 'profiling';

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

/** Labels that name the place above a unit, by the label that names the unit. */
const ABOVE: readonly (readonly [
  unit: CanonicalLabel | 'instance',
  above: readonly (CanonicalLabel | 'job')[],
])[] = [
  ['juju_unit', ['juju_model_uuid', 'juju_model', 'juju_application']],
  ['pod', ['namespace']],
  ['comm', ['node']],
  ['instance', ['job']],
];

/** What selects all others of the same application, namespace, node or job; undefined: the labels name none. */
export function siblingMatchers(
  labels: Labels,
  aliases: TargetAliases = DEFAULT_ALIASES,
): readonly Matcher[] | undefined {
  const condition = (label: CanonicalLabel | 'job' | 'instance', op: '=' | '!='): Matcher[] => {
    const name =
      label === 'job' || label === 'instance' ? label : nameFound(labels, label, aliases);
    const value = name === undefined ? '' : labelValue(labels, name);
    return name === undefined || value === '' ? [] : [{ name, op, value }];
  };
  for (const [unit, above] of ABOVE) {
    const same = above.flatMap((label) => condition(label, '='));
    const others = condition(unit, '!=');
    if (same.length > 0 && others.length > 0) return [...same, ...others];
  }
  return undefined;
}

function familyOf({ topology, path }: TargetRow): string {
  if (topology) return applicationKeyOf(topology);
  return JSON.stringify([path.hierarchy, path.levels.slice(0, -1).map((level) => level.key)]);
}

const LEVEL_LABELS: readonly (readonly [LevelKind, readonly (CanonicalLabel | 'job')[]])[] = [
  ['model', ['juju_model_uuid', 'juju_model']],
  ['application', ['juju_application']],
  ['unit', ['juju_unit']],
  ['namespace', ['namespace']],
  ['pod', ['pod']],
  ['container', ['container']],
  ['node', ['node']],
  ['service', ['systemd_unit']],
  ['process', ['comm']],
  ['job', ['job']],
];
const LEVELS_BY_HIERARCHY: Readonly<Record<TopologyNode['hierarchy'], readonly LevelKind[]>> = {
  juju: ['model', 'application', 'unit'],
  kubernetes: ['namespace', 'pod', 'container'],
  machine: ['node', 'service', 'container', 'process'],
  job: ['job'],
  other: [],
};

/** Conditions for everything below a node of the tree; undefined where its rows have no label of it in common. */
export function matchersOfNode(
  { hierarchy, kind, labels }: TopologyNode,
  aliases: TargetAliases = DEFAULT_ALIASES,
): readonly Matcher[] | undefined {
  const levels = LEVELS_BY_HIERARCHY[hierarchy];
  const wanted = levels.slice(0, levels.indexOf(kind) + 1);
  const found = LEVEL_LABELS.filter(([level]) => wanted.includes(level)).map(([level, names]) => ({
    level,
    matchers: names.flatMap((name) => {
      const as = name === 'job' ? name : nameFound(labels, name, aliases);
      const value = as === undefined ? '' : labelValue(labels, as);
      return as === undefined || value === '' ? [] : [{ name: as, op: '=' as const, value }];
    }),
  }));
  const own = found.find(({ level }) => level === kind);
  if (!own || own.matchers.length === 0) return undefined;
  return found.flatMap(({ matchers }) => matchers);
}

/** Fetches the profile from the process itself and opens it; undefined for a URL that is not http. */
export function pprofCommand({ target }: ProfileStatus): string | undefined {
  const url = target?.url ?? '';
  if (!/^https?:\/\/[\x21-\x7e]+$/i.test(url)) return undefined;
  return `go tool pprof -http=: ${shellQuote(url)}`;
}

/** Opens a profile that was saved as a file. */
export function pprofFileCommand(fileName: string): string {
  return `go tool pprof -http=: ${shellQuote(fileName.startsWith('-') ? `./${fileName}` : fileName)}`;
}
