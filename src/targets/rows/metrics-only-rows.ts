import {
  JUJU_LABELS,
  pickLabels,
  topologyOf,
  usualLabels,
  type JujuTopology,
  type Labels,
  type TopologyAliases,
} from '#series';
import { applicationKeyOf, topologyPath, unitKeyOf, withoutUuid } from '../topology/topology-path';
import type { UpInput } from './discovery-inputs';
import { UNSCRAPED, type DraftRow, type UpCount } from './target-row';

/** What Prometheus scrapes of one unit, pod or scrape job's instance. */
export interface UpGroup {
  readonly key: string;
  /** Labels that all its series have: those of the place, no `job` or `instance` inside Juju and Kubernetes. */
  readonly labels: Labels;
  readonly topology: JujuTopology | undefined;
  readonly count: UpCount;
}

export interface UpIndex {
  readonly groups: readonly UpGroup[];
  /** Of a unit; of an application where the topology has no unit. */
  of(topology: JujuTopology): UpCount | undefined;
}

export function indexUp(inputs: readonly UpInput[], aliases: TopologyAliases): UpIndex {
  const groups = new Map<string, UpGroup>();
  const counts = new Map<string, UpCount>();
  const add = (key: string, value: 0 | 1) => {
    const { up, down } = counts.get(key) ?? { up: 0, down: 0 };
    counts.set(key, { up: up + value, down: down + 1 - value });
  };
  for (const { labels, value } of inputs) {
    const topology = topologyOf(labels, aliases);
    const { key, labels: kept } = upPlace(labels, topology, aliases);
    if (!groups.has(key)) groups.set(key, { key, labels: kept, topology, count: NONE });
    add(key, value);
    for (const also of topology ? namesFor(topology) : []) if (also !== key) add(also, value);
  }
  return {
    groups: [...groups.values()].map((group) => ({ ...group, count: counts.get(group.key)! })),
    of: (topology) =>
      counts.get(topology.unit === undefined ? applicationKeyOf(topology) : unitKeyOf(topology)),
  };
}

const NONE: UpCount = { up: 0, down: 0 };

/** A unit is known by its model's UUID and, to those who have no UUID, by the model's name; so is its application. */
function namesFor(topology: JujuTopology): ReadonlySet<string> {
  const keys = [topology, withoutUuid(topology)].flatMap((each) => [
    unitKeyOf(each),
    applicationKeyOf(each),
  ]);
  return new Set(keys);
}

function upPlace(
  labels: Labels,
  topology: JujuTopology | undefined,
  aliases: TopologyAliases,
): { key: string; labels: Labels } {
  const usual = usualLabels(labels, aliases);
  if (topology) return { key: unitKeyOf(topology), labels: pickLabels(usual, JUJU_LABELS) };
  const pod = pickLabels(usual, ['namespace', 'pod']);
  if (pod['pod'] !== undefined) return { key: podKeyOf(pod), labels: pod };
  const job = pickLabels(usual, ['job', 'instance']);
  return { key: instanceKeyOf(job), labels: job };
}

function podKeyOf(labels: Labels): string {
  return JSON.stringify(['pod', labels['namespace'] ?? '', labels['pod'] ?? '']);
}

/** By the address where there is one: Parca and Prometheus name their jobs apart. */
function instanceKeyOf(labels: Labels): string {
  const instance = labels['instance'] ?? '';
  return JSON.stringify(instance === '' ? ['job', labels['job'] ?? ''] : ['instance', instance]);
}

/** One row a unit, pod or instance that Prometheus scrapes and that no other row is of. */
export function metricsOnlyRows(
  groups: readonly UpGroup[],
  rows: readonly DraftRow[],
  aliases: TopologyAliases,
): readonly DraftRow[] {
  const covered = coverOf(rows, aliases);
  const withUnits = new Set(
    groups.flatMap(({ topology }) =>
      topology?.unit === undefined ? [] : [applicationKeyOf(topology)],
    ),
  );
  return groups.filter(isMissing).map((group) => metricsOnlyRow(group, covered, aliases));

  function isMissing({ key, topology, labels }: UpGroup): boolean {
    if (Object.keys(labels).length === 0) return false;
    if (!topology) return !covered.keys.has(key);
    // A collector's own series and those of fully-qualified targets have no unit; the application's units speak for it.
    const lacksUnit = topology.unit === undefined && withUnits.has(applicationKeyOf(topology));
    return !lacksUnit && !isCovered(topology, covered);
  }
}

interface Cover {
  /** Units, pods and instances that have a row, by every key that they may be asked by. */
  readonly keys: ReadonlySet<string>;
  /** Applications without units among the rows, and applications measured for others: they stand for all their units. */
  readonly applications: ReadonlySet<string>;
  /** Applications that have a row. */
  readonly profiled: ReadonlySet<string>;
}

type KeyOf = (topology: JujuTopology) => string;

function coverOf(rows: readonly DraftRow[], aliases: TopologyAliases): Cover {
  const keys = new Set<string>();
  const applications = new Set<string>();
  const profiled = new Set<string>();
  const add = (set: Set<string>, topology: JujuTopology, keyOf: KeyOf) =>
    keysToFind(topology, keyOf).forEach((key) => set.add(key));
  for (const { topology, labels, address } of rows) {
    keys.add(podKeyOf(usualLabels(labels, aliases))).add(instanceKeyOf(labels));
    // In Juju Parca's `instance` is made of the topology; what Prometheus scrapes outside of it is known by its address.
    if (address !== undefined) keys.add(instanceKeyOf({ instance: address }));
    if (!topology) continue;
    add(keys, topology, unitKeyOf);
    add(profiled, topology, applicationKeyOf);
    if (topology.unit === undefined) add(applications, topology, applicationKeyOf);
    const measured = aliases.applications.get(topology.application);
    if (measured !== undefined)
      add(applications, { ...topology, application: measured }, applicationKeyOf);
  }
  return { keys, applications, profiled };
}

/**
 * A row is found by its model's UUID, and by the model's name by those who have no UUID to ask with. A row that has no UUID itself is
 * found by the name whoever asks.
 */
function keysToFind(topology: JujuTopology, keyOf: KeyOf): readonly string[] {
  const named = keyOf(withoutUuid(topology));
  return topology.modelUuid === undefined
    ? [`name ${named}`, `any ${named}`]
    : [`uuid ${keyOf(topology)}`, `name ${named}`];
}

function keysToAsk(topology: JujuTopology, keyOf: KeyOf): readonly string[] {
  const named = keyOf(withoutUuid(topology));
  return topology.modelUuid === undefined
    ? [`name ${named}`]
    : [`uuid ${keyOf(topology)}`, `any ${named}`];
}

const has = (set: ReadonlySet<string>, topology: JujuTopology, keyOf: KeyOf) =>
  keysToAsk(topology, keyOf).some((key) => set.has(key));

function isCovered(topology: JujuTopology, { keys, applications }: Cover): boolean {
  return has(keys, topology, unitKeyOf) || has(applications, topology, applicationKeyOf);
}

function metricsOnlyRow(
  { key, labels, topology, count }: UpGroup,
  { profiled }: Cover,
  aliases: TopologyAliases,
): DraftRow {
  return {
    ...UNSCRAPED,
    id: `metrics ${key}`,
    source: 'metricsOnly',
    state: 'notProfiled',
    profiles: [],
    labels,
    topology,
    path: topologyPath({ labels, topology, ...UNSCRAPED }, aliases),
    up: count,
    siblingProfiled: topology !== undefined && has(profiled, topology, applicationKeyOf),
  };
}
