import {
  HIERARCHIES,
  isPlacedIn,
  labelsKey,
  labelValue,
  printLabels,
  readLabel,
  rootLevelOf,
  type HierarchyKind,
  type HierarchyLevel,
  type JujuTopology,
  type Labels,
  type LevelKind,
  type TopologyAliases,
} from '#series';

/** The charm that lists addresses outside Juju. */
export const SCRAPE_TARGET_CHARM = 'parca-scrape-target';

/** The way to a row, outermost level first. */
export interface TopologyPath {
  readonly hierarchy: HierarchyKind;
  readonly levels: readonly TopologyLevel[];
}

export interface TopologyLevel {
  readonly kind: LevelKind;
  /** Tells levels apart: a model's UUID, else the title. */
  readonly key: string;
  readonly title: string;
}

/** One model, by its UUID where that is known: names repeat across controllers. */
function modelKeyOf({ model, modelUuid }: JujuTopology): string {
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
  /** Of the scrape. */
  readonly job: string | undefined;
  readonly address: string | undefined;
}

/** Juju first, then Kubernetes, machines, applications by name, scrape jobs, files. */
export function topologyPath(placed: Placed, aliases: TopologyAliases): TopologyPath {
  const { labels, topology } = placed;
  if (topology) return { hierarchy: 'juju', levels: jujuLevels(topology) };
  for (const hierarchy of ['kubernetes', 'machine', 'service'] as const) {
    if (!isPlacedIn(hierarchy, labels, aliases)) continue;
    const root = rootLevelOf(hierarchy);
    const levels = HIERARCHIES[hierarchy].levels.flatMap((level) => {
      const found = levelFound(level, labels, aliases);
      return found.length === 0 && level === root ? [missing(level)] : found;
    });
    return { hierarchy, levels };
  }
  return jobPath(placed);
}

function jujuLevels(topology: JujuTopology): readonly TopologyLevel[] {
  return [
    { kind: 'model', key: modelKeyOf(topology), title: topology.model },
    ...levelOf('application', topology.application),
    ...levelOf('unit', topology.unit ?? ''),
  ];
}

function jobPath({ labels, job, address }: Placed): TopologyPath {
  const name = labelValue(labels, 'job') || (job ?? '');
  const instance = labelValue(labels, 'instance') || (address ?? '');
  if (name === '' && instance === '') {
    const file = labelValue(labels, 'file');
    if (file !== '') return { hierarchy: 'file', levels: levelOf('file', file) };
    const title = printLabels(labels);
    return { hierarchy: 'other', levels: [{ kind: 'other', key: labelsKey(labels), title }] };
  }
  return { hierarchy: 'job', levels: [...levelOf('job', name), ...levelOf('instance', instance)] };
}

function levelFound(
  { kind, label }: HierarchyLevel,
  labels: Labels,
  aliases: TopologyAliases,
): readonly TopologyLevel[] {
  return levelOf(kind, readLabel(labels, label, aliases));
}

function levelOf(kind: LevelKind, value: string): readonly TopologyLevel[] {
  return value === '' ? [] : [{ kind, key: value, title: value }];
}

const missing = ({ kind }: HierarchyLevel): TopologyLevel => ({
  kind,
  key: '',
  title: `no ${kind}`,
});
