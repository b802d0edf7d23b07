import { nameFound, readLabel, type TopologyAliases, type TopologyLabel } from './aliases';
import type { Labels } from '../labels/labels';

/** In order of precedence: a label set that fits several is of the first. `other`: its labels say no place that is known. */
export const HIERARCHY_KINDS = [
  'juju',
  'kubernetes',
  'machine',
  'service',
  'job',
  'file',
  'other',
] as const;
export type HierarchyKind = (typeof HIERARCHY_KINDS)[number];

export type LevelKind =
  | 'model'
  | 'application'
  | 'unit'
  | 'namespace'
  | 'pod'
  | 'container'
  | 'node'
  | 'service'
  | 'process'
  | 'job'
  | 'instance'
  | 'file'
  | 'other';

/** One step of a hierarchy. */
export interface HierarchyLevel {
  readonly kind: LevelKind;
  readonly title: string;
  /** The label that users read and choose by. */
  readonly label: TopologyLabel;
  /** A label that tells values of one name apart: a model's UUID. */
  readonly uniqueLabel?: TopologyLabel;
  /** Only some members are inside such a thing: the tree shows it, pickers and siblings pass over it. */
  readonly optional?: true;
}

/** What a Pyroscope has of every profile; inside Kubernetes and on machines it stands around the place where a program runs. */
const APPLICATION: HierarchyLevel = {
  kind: 'application',
  title: 'Application',
  label: 'service_name',
};

/** A way in which running programs are arranged, outermost level first. */
export interface Hierarchy {
  /** A label set with one of these is of this hierarchy, unless it is of an earlier one. */
  readonly roots: readonly TopologyLabel[];
  readonly levels: readonly HierarchyLevel[];
  /** Members are alike and are compared with one another; what is above them owns them. */
  readonly member: LevelKind;
}

/** The one table of topology: everything that shows, orders or selects by model, unit, pod or process reads it. */
export const HIERARCHIES: Readonly<Record<HierarchyKind, Hierarchy>> = {
  juju: {
    roots: ['juju_application'],
    levels: [
      { kind: 'model', title: 'Model', label: 'juju_model', uniqueLabel: 'juju_model_uuid' },
      { kind: 'application', title: 'Application', label: 'juju_application' },
      { kind: 'unit', title: 'Unit', label: 'juju_unit' },
    ],
    member: 'unit',
  },
  kubernetes: {
    roots: ['namespace', 'pod'],
    levels: [
      { ...APPLICATION, optional: true },
      { kind: 'namespace', title: 'Namespace', label: 'namespace' },
      { kind: 'pod', title: 'Pod', label: 'pod' },
      { kind: 'container', title: 'Container', label: 'container' },
    ],
    member: 'pod',
  },
  machine: {
    roots: ['node'],
    levels: [
      { ...APPLICATION, optional: true },
      { kind: 'node', title: 'Node', label: 'node' },
      { kind: 'service', title: 'Service', label: 'systemd_unit', optional: true },
      { kind: 'container', title: 'Container', label: 'container', optional: true },
      { kind: 'process', title: 'Process', label: 'comm' },
    ],
    member: 'process',
  },
  service: {
    roots: ['service_name'],
    levels: [APPLICATION, { kind: 'instance', title: 'Instance', label: 'instance' }],
    member: 'instance',
  },
  job: {
    roots: ['job', 'instance'],
    levels: [
      { kind: 'job', title: 'Job', label: 'job' },
      { kind: 'instance', title: 'Instance', label: 'instance' },
    ],
    member: 'instance',
  },
  // Profiles that were opened from files, each of which is its own.
  file: {
    roots: ['file'],
    levels: [{ kind: 'file', title: 'File', label: 'file' }],
    member: 'file',
  },
  other: { roots: [], levels: [], member: 'other' },
};

/** Juju's labels as charms, COS dashboards and Prometheus write them. */
export const JUJU_LABELS = [
  'juju_model',
  'juju_model_uuid',
  'juju_application',
  'juju_unit',
  'juju_charm',
] as const satisfies readonly TopologyLabel[];

/** Labels of a level, the one that tells most apart first. */
export function labelsOfLevel({ label, uniqueLabel }: HierarchyLevel): readonly TopologyLabel[] {
  return uniqueLabel === undefined ? [label] : [uniqueLabel, label];
}

/** The level of the members, and those above it that every member has. */
export function membersOf(kind: HierarchyKind): {
  readonly member: HierarchyLevel | undefined;
  readonly owner: readonly HierarchyLevel[];
} {
  const { levels, member } = HIERARCHIES[kind];
  const at = levels.findIndex((level) => level.kind === member);
  return { member: levels[at], owner: levels.slice(0, at).filter(({ optional }) => !optional) };
}

/** The outermost level that all have. */
export function rootLevelOf(kind: HierarchyKind): HierarchyLevel | undefined {
  return HIERARCHIES[kind].levels.find(({ optional }) => !optional);
}

/** All labels of a hierarchy's levels from the outermost that all have on. */
export function labelsOfHierarchy(kind: HierarchyKind): readonly TopologyLabel[] {
  const { levels } = HIERARCHIES[kind];
  const root = levels.findIndex(({ optional }) => !optional);
  return levels.slice(Math.max(0, root)).flatMap(labelsOfLevel);
}

/** Where Juju has it. */
export interface JujuTopology {
  readonly model: string;
  readonly modelUuid?: string;
  readonly application: string;
  /** `app/0`; missing for targets outside Juju that a charm lists. */
  readonly unit?: string;
  readonly charm?: string;
}

/**
 * undefined when the labels name no model or no application. A model that is only known by its UUID is called so; a unit without a
 * label for its application tells the application in its name.
 */
export function topologyOf(labels: Labels, aliases: TopologyAliases): JujuTopology | undefined {
  const read = (label: TopologyLabel) => readLabel(labels, label, aliases);
  const [modelUuid, charm] = [read('juju_model_uuid'), read('juju_charm')];
  const unit = normaliseUnit(read('juju_unit'));
  const model = read('juju_model') || modelUuid;
  const application = read('juju_application') || (applicationOfUnit(unit) ?? '');
  if (model === '' || application === '') return undefined;
  return {
    model,
    application,
    ...(modelUuid !== '' && { modelUuid }),
    ...(unit !== '' && { unit }),
    ...(charm !== '' && { charm }),
  };
}

/** By Juju's usual labels. */
export function labelsOfTopology(topology: JujuTopology): Labels {
  const { model, modelUuid, application, unit, charm } = topology;
  return {
    juju_model: model,
    ...(modelUuid !== undefined && { juju_model_uuid: modelUuid }),
    juju_application: application,
    ...(unit !== undefined && { juju_unit: unit }),
    ...(charm !== undefined && { juju_charm: charm }),
  };
}

/** Some exporters write `ubuntu-3` for the unit `ubuntu/3`. */
export function normaliseUnit(unit: string): string {
  return unit.includes('/') ? unit : unit.replace(/-(\d+)$/, '/$1');
}

/** `shop` of `shop/0` and `shop-0`. */
export function applicationOfUnit(unit: string): string | undefined {
  return /^(.+)\/\d+$/.exec(normaliseUnit(unit))?.[1];
}

/** The finest thing that the labels name: a unit or its application, else a pod, a process, an endpoint; undefined: nothing. */
export function nameOfMember(labels: Labels, aliases: TopologyAliases): string | undefined {
  const juju = membersOf('juju');
  const others = (['kubernetes', 'machine', 'job', 'service', 'file'] as const).map(membersOf);
  const levels = [
    juju.member,
    juju.owner.at(-1),
    ...others.map(({ member }) => member),
    ...others.map(({ owner }) => owner.at(-1)).reverse(),
  ];
  for (const level of levels) {
    const name = level ? readLabel(labels, level.label, aliases) : '';
    if (name !== '') return name;
  }
  return undefined;
}

/** Whether the labels place something in the hierarchy, whichever other they place it in too. */
export function isPlacedIn(kind: HierarchyKind, labels: Labels, aliases: TopologyAliases): boolean {
  return HIERARCHIES[kind].roots.some((label) => nameFound(labels, label, aliases) !== undefined);
}
