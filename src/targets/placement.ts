import { labelsKey, labelValue, normaliseUnit, printLabels, topologyOf } from '#series';
import type { JujuTopology, Labels } from '#series';
import { nameFound, readLabel, type CanonicalLabel, type TargetAliases } from './aliases';
import type { LevelKind, TopologyPath, TopologyLevel } from './target-row';

/**
 * Where Juju has it, with aliases read. A model that is only known by its UUID is called so; a unit without a label for its application
 * tells the application in its name.
 */
export function jujuTopologyOf(labels: Labels, aliases: TargetAliases): JujuTopology | undefined {
  const read = (label: CanonicalLabel) => readLabel(labels, label, aliases);
  const [uuid, unit] = [read('juju_model_uuid'), read('juju_unit')];
  return topologyOf({
    juju_model: read('juju_model') || uuid,
    juju_model_uuid: uuid,
    juju_application: read('juju_application') || applicationOf(unit),
    juju_unit: unit,
    juju_charm: read('juju_charm'),
  });
}

const applicationOf = (unit: string) => /^(.+)\/\d+$/.exec(normaliseUnit(unit))?.[1] ?? '';

/** One model, by its UUID where that is known: names repeat across controllers. */
export function modelKeyOf({ model, modelUuid }: JujuTopology): string {
  return modelUuid ?? `name:${model}`;
}

/** As those know it who know models by name only. */
export function withoutUuid({ model, application, unit }: JujuTopology): JujuTopology {
  return { model, application, ...(unit !== undefined && { unit }) };
}

/** One unit, or one application where there is no unit. */
export function unitKeyOf(topology: JujuTopology): string {
  return JSON.stringify([modelKeyOf(topology), topology.application, topology.unit ?? '']);
}

export function applicationKeyOf(topology: JujuTopology): string {
  return JSON.stringify([modelKeyOf(topology), topology.application]);
}

interface Placed {
  readonly labels: Labels;
  readonly topology: JujuTopology | undefined;
  /** Of the scrape; '' where there is none. */
  readonly job: string;
  readonly address: string;
}

/** Juju first, then Kubernetes, then machines, then scrape jobs. */
export function placeOf(placed: Placed, aliases: TargetAliases): TopologyPath {
  const { labels, topology } = placed;
  if (topology) return { hierarchy: 'juju', levels: jujuLevels(topology) };
  const level = (kind: LevelKind, label: CanonicalLabel) =>
    levelOf(kind, readLabel(labels, label, aliases));
  if (nameFound(labels, 'pod', aliases) || nameFound(labels, 'namespace', aliases)) {
    const namespace = level('namespace', 'namespace')[0] ?? NO_NAMESPACE;
    const levels = [namespace, ...level('pod', 'pod'), ...level('container', 'container')];
    return { hierarchy: 'kubernetes', levels };
  }
  const node = level('node', 'node');
  if (node.length > 0) {
    const inside = [...level('service', 'systemd_unit'), ...level('container', 'container')];
    return { hierarchy: 'machine', levels: [...node, ...inside, ...level('process', 'comm')] };
  }
  return jobPlaceOf(placed);
}

const NO_NAMESPACE: TopologyLevel = { kind: 'namespace', key: '', title: 'no namespace' };

function jujuLevels(topology: JujuTopology): readonly TopologyLevel[] {
  return [
    { kind: 'model', key: modelKeyOf(topology), title: topology.model },
    ...levelOf('application', topology.application),
    ...levelOf('unit', topology.unit ?? ''),
  ];
}

function jobPlaceOf({ labels, job, address }: Placed): TopologyPath {
  const name = labelValue(labels, 'job') || job;
  const instance = labelValue(labels, 'instance') || address;
  if (name === '' && instance === '') {
    const title = printLabels(labels);
    return { hierarchy: 'other', levels: [{ kind: 'other', key: labelsKey(labels), title }] };
  }
  return { hierarchy: 'job', levels: [...levelOf('job', name), ...levelOf('instance', instance)] };
}

function levelOf(kind: LevelKind, value: string): readonly TopologyLevel[] {
  return value === '' ? [] : [{ kind, key: value, title: value }];
}
