import { createDataFrame, FieldType, type DataFrame, type FieldDTO } from '@grafana/data';
import { printLabels, topologyOf, type Target, type TopologyAliases } from '#series';
import { frameMeta } from './tree/frame-facts';

export interface TargetFrameOptions {
  readonly refId: string;
  readonly executed: string;
  readonly notices: readonly string[];
  /** What the site calls the labels that place a target. */
  readonly aliases: TopologyAliases;
}

/**
 * A row a target and profile type, as Parca scrapes them: where it is in Juju's model, how it does, and the server's words when it
 * fails. Parca keeps the words of a failure that is over; they are shown only while the target is bad.
 */
export function frameFromTargets(
  targets: readonly Target[],
  { refId, executed, notices, aliases }: TargetFrameOptions,
): DataFrame {
  return createDataFrame({
    name: 'targets',
    refId,
    meta: { ...frameMeta({ executed, notices }), preferredVisualisationType: 'table' },
    fields: [...healthFields(targets, aliases), ...originFields(targets, aliases)],
  });
}

/** What one looks for first stands first: who, and how it does. */
function healthFields(targets: readonly Target[], aliases: TopologyAliases): FieldDTO[] {
  const never = (target: Target) => target.lastScrape === undefined;
  const topology = ({ labels }: Target) => topologyOf(labels, aliases);
  return [
    texts('Application', targets, (target) => topology(target)?.application),
    texts('Unit', targets, (target) => topology(target)?.unit),
    texts('Profile', targets, ({ profileName }) => profileName),
    texts('Health', targets, ({ health }) => health),
    texts('Error', targets, ({ health, lastError }) => (health === 'bad' ? lastError : '')),
    {
      name: 'Last scrape',
      type: FieldType.time,
      values: targets.map(({ lastScrape }) => lastScrape ?? null),
    },
    {
      name: 'Duration',
      type: FieldType.number,
      values: targets.map((target) => (never(target) ? null : target.lastScrapeDuration)),
      config: { unit: 'ms', custom: { width: 105 } },
    },
  ];
}

function originFields(targets: readonly Target[], aliases: TopologyAliases): FieldDTO[] {
  const topology = ({ labels }: Target) => topologyOf(labels, aliases);
  return [
    texts('Model', targets, (target) => topology(target)?.model),
    texts('Job', targets, ({ job }) => job),
    texts('URL', targets, ({ url }) => url),
    texts('Charm', targets, (target) => topology(target)?.charm),
    texts('Model UUID', targets, (target) => topology(target)?.modelUuid),
    texts('Labels', targets, ({ labels }) => printLabels(labels)),
  ];
}

function texts<T>(
  name: string,
  rows: readonly T[],
  textOf: (row: T) => string | undefined,
): FieldDTO {
  return { name, type: FieldType.string, values: rows.map((row) => textOf(row) ?? '') };
}
