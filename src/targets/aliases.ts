import { labelValue, type Labels } from '#series';

/** Labels that say where a profile comes from, by the names that this room uses. */
export const CANONICAL_LABELS = [
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
] as const;
export type CanonicalLabel = (typeof CANONICAL_LABELS)[number];

/** What a site calls things; configurable. */
export interface TargetAliases {
  /** Other names that a canonical label is read from, after its own. */
  readonly labels: Readonly<Partial<Record<CanonicalLabel, readonly string[]>>>;
  /** Profiled application to the application that has its metrics. */
  readonly applications: ReadonlyMap<string, string>;
}

/** Documented and hand-written spellings of Juju's labels, and what common scrape configurations call Kubernetes' things. */
export const DEFAULT_ALIASES: TargetAliases = {
  labels: {
    juju_model: ['juju_model_name'],
    juju_application: ['juju_application_name'],
    juju_charm: ['juju_charm_name'],
    namespace: ['kubernetes_namespace', 'k8s_namespace_name'],
    pod: ['kubernetes_pod_name', 'k8s_pod_name'],
    container: ['kubernetes_container_name', 'k8s_container_name'],
    node: ['kubernetes_node', 'k8s_node_name'],
  },
  applications: new Map([['juju-introspect', 'controller']]),
};

/** Labels of single threads and processors, which agents attach to samples: no place. */
export const HIDDEN_LABELS: ReadonlySet<string> = new Set(['cpu', 'thread_id', 'thread_name']);

/** The labels themselves when there is nothing to hide. */
export function withoutHidden(labels: Labels): Labels {
  const names = Object.keys(labels);
  if (!names.some((name) => HIDDEN_LABELS.has(name))) return labels;
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !HIDDEN_LABELS.has(name)));
}

/** The names that a canonical label may have, its own first. */
export function namesOf(label: CanonicalLabel, aliases: TargetAliases): readonly string[] {
  return [label, ...(aliases.labels[label] ?? [])];
}

/** The name under which the labels have it, undefined when they do not. */
export function nameFound(
  labels: Labels,
  label: CanonicalLabel,
  aliases: TargetAliases,
): string | undefined {
  if (labelValue(labels, label) !== '') return label;
  return aliases.labels[label]?.find((name) => labelValue(labels, name) !== '');
}

/** '' when it is there under none of its names. */
export function readLabel(labels: Labels, label: CanonicalLabel, aliases: TargetAliases): string {
  const name = nameFound(labels, label, aliases);
  return name === undefined ? '' : labelValue(labels, name);
}
