import { labelValue, type Labels } from '../labels/labels';

/** The labels that say where a profile comes from and that sites spell differently, by their usual names. */
export const ALIASED_LABELS = [
  'juju_model',
  'juju_model_uuid',
  'juju_application',
  'juju_unit',
  'juju_charm',
  'namespace',
  'pod',
  'container',
  'node',
  'systemd_unit',
  'comm',
  'service_name',
] as const;
type AliasedLabel = (typeof ALIASED_LABELS)[number];
/** `job` and `instance` are Prometheus' own, `file` is ours: they have one spelling. */
export type TopologyLabel = AliasedLabel | 'job' | 'instance' | 'file';

/** What a site calls things; configurable. */
export interface TopologyAliases {
  /** Other names that a label is read from, after its usual one. */
  readonly labels: Readonly<Partial<Record<TopologyLabel, readonly string[]>>>;
  /** Profiled application to the application that has its metrics. */
  readonly applications: ReadonlyMap<string, string>;
}

/** Documented and hand-written spellings of Juju's labels, and what common scrape configurations and OpenTelemetry call Kubernetes' things. */
export const DEFAULT_ALIASES: TopologyAliases = {
  labels: {
    juju_model: ['juju_model_name'],
    juju_application: ['juju_application_name'],
    juju_charm: ['juju_charm_name'],
    namespace: ['kubernetes_namespace', 'k8s_namespace_name', 'k8s.namespace.name'],
    pod: ['kubernetes_pod_name', 'k8s_pod_name', 'k8s.pod.name'],
    container: ['kubernetes_container_name', 'k8s_container_name', 'k8s.container.name'],
    node: ['kubernetes_node', 'k8s_node_name', 'k8s.node.name', 'host.name'],
    comm: ['process.executable.name'],
    service_name: ['service.name'],
  },
  applications: new Map([['juju-introspect', 'controller']]),
};

/** Aliases as an administrator writes them down, in a file or a form. */
export interface GivenAliases {
  /** A label's usual name to the names that it has here. */
  readonly labels?: Readonly<Partial<Record<AliasedLabel, readonly string[]>>> | undefined;
  /** Profiled application to the application that has its metrics. */
  readonly applications?: Readonly<Record<string, string>> | undefined;
}

/**
 * Both: a label is read from the given names before those that `base` knows, and a given application wins. One that is given as
 * itself has its own metrics.
 */
export function mergeAliases(base: TopologyAliases, given: GivenAliases): TopologyAliases {
  const labels = ALIASED_LABELS.flatMap((label) => {
    const names = new Set([...(given.labels?.[label] ?? []), ...(base.labels[label] ?? [])]);
    names.delete(label);
    return names.size === 0 ? [] : [[label, [...names]] as const];
  });
  const applications = new Map([...base.applications, ...Object.entries(given.applications ?? {})]);
  for (const [profiled, measured] of applications)
    if (profiled === measured) applications.delete(profiled);
  return { labels: Object.fromEntries(labels), applications };
}

/** The names that a label may have, its usual one first. */
export function namesOf(label: TopologyLabel, aliases: TopologyAliases): readonly string[] {
  return [label, ...(aliases.labels[label] ?? [])];
}

/** All names of all labels that say where a profile comes from. */
export function topologyNames(aliases: TopologyAliases): readonly string[] {
  return [...ALIASED_LABELS.flatMap((label) => namesOf(label, aliases)), 'job', 'instance', 'file'];
}

/** The label that `name` is a spelling of; undefined when it says nothing of where a profile comes from. */
export function labelOfName(name: string, aliases: TopologyAliases): TopologyLabel | undefined {
  if (name === 'job' || name === 'instance' || name === 'file') return name;
  return (
    ALIASED_LABELS.find((label) => label === name) ??
    ALIASED_LABELS.find((label) => aliases.labels[label]?.includes(name))
  );
}

/** The name under which the labels have it, undefined when they do not. */
export function nameFound(
  labels: Labels,
  label: TopologyLabel,
  aliases: TopologyAliases,
): string | undefined {
  if (labelValue(labels, label) !== '') return label;
  return aliases.labels[label]?.find((name) => labelValue(labels, name) !== '');
}

/** '' when it is there under none of its names. */
export function readLabel(labels: Labels, label: TopologyLabel, aliases: TopologyAliases): string {
  const name = nameFound(labels, label, aliases);
  return name === undefined ? '' : labelValue(labels, name);
}

/** The labels that say where something is, under their usual names. */
export function usualLabels(labels: Labels, aliases: TopologyAliases): Labels {
  const all: readonly TopologyLabel[] = [...ALIASED_LABELS, 'job', 'instance', 'file'];
  const pairs = all.map((label) => [label, readLabel(labels, label, aliases)] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}
