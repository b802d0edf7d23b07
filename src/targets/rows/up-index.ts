import {
  JUJU_LABELS,
  pickLabels,
  topologyOf,
  usualLabels,
  type JujuTopology,
  type Labels,
  type TopologyAliases,
} from '#series';
import { applicationKeyOf, unitKeyOf, withoutUuid } from '../topology/topology-path';
import type { UpCount } from './target-row';
import type { UpInput } from './discovery-inputs';

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

export function podKeyOf(labels: Labels): string {
  return JSON.stringify(['pod', labels['namespace'] ?? '', labels['pod'] ?? '']);
}

/** By the address where there is one: Parca and Prometheus name their jobs apart. */
export function instanceKeyOf(labels: Labels): string {
  const instance = labels['instance'] ?? '';
  return JSON.stringify(instance === '' ? ['job', labels['job'] ?? ''] : ['instance', instance]);
}
