import type { JujuTopology, Labels } from '#series';
import { readLabel, type TargetAliases } from './aliases';
import { applicationKeyOf, jujuTopologyOf, unitKeyOf, withoutUuid } from './placement';
import type { UpCount } from './target-row';
import type { UpWitness } from './witnesses';

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
  find(key: string): UpCount | undefined;
}

export function indexUp(witnesses: readonly UpWitness[], aliases: TargetAliases): UpIndex {
  const groups = new Map<string, UpGroup>();
  const counts = new Map<string, UpCount>();
  const add = (key: string, value: 0 | 1) => {
    const { up, down } = counts.get(key) ?? { up: 0, down: 0 };
    counts.set(key, { up: up + value, down: down + 1 - value });
  };
  for (const { labels, value } of witnesses) {
    const topology = jujuTopologyOf(labels, aliases);
    const { key, labels: kept } = upPlace(labels, topology, aliases);
    if (!groups.has(key)) groups.set(key, { key, labels: kept, topology, count: NONE });
    add(key, value);
    for (const also of topology ? namesFor(topology) : []) if (also !== key) add(also, value);
  }
  return {
    groups: [...groups.values()].map((group) => ({ ...group, count: counts.get(group.key)! })),
    of: (topology) =>
      counts.get(topology.unit === undefined ? applicationKeyOf(topology) : unitKeyOf(topology)),
    find: (key) => counts.get(key),
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

const JUJU = [
  'juju_model',
  'juju_model_uuid',
  'juju_application',
  'juju_unit',
  'juju_charm',
] as const;

function upPlace(
  labels: Labels,
  topology: JujuTopology | undefined,
  aliases: TargetAliases,
): { key: string; labels: Labels } {
  if (topology) return { key: unitKeyOf(topology), labels: read(labels, JUJU, aliases) };
  const pod = read(labels, ['namespace', 'pod'], aliases);
  if (pod['pod'] !== undefined) return { key: podKeyOf(pod), labels: pod };
  const job = pick(labels, ['job', 'instance']);
  return { key: instanceKeyOf(job), labels: job };
}

export function podKeyOf(labels: Labels): string {
  return JSON.stringify(['pod', labels['namespace'] ?? '', labels['pod'] ?? '']);
}

/** By the address where there is one: Parca and Prometheus name their jobs apart. */
export function instanceKeyOf(labels: Labels): string {
  const instance = labels['instance'] ?? '';
  return JSON.stringify(instance === '' ? ['job', labels['job'] ?? ''] : ['instance', instance]);
}

function read(
  labels: Labels,
  names: readonly Parameters<typeof readLabel>[1][],
  aliases: TargetAliases,
): Labels {
  const pairs = names.map((name) => [name, readLabel(labels, name, aliases)] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

function pick(labels: Labels, names: readonly string[]): Labels {
  const pairs = names.filter((name) => Object.hasOwn(labels, name) && labels[name] !== '');
  return Object.fromEntries(pairs.map((name) => [name, labels[name]!]));
}
