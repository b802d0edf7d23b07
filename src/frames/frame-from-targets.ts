import { createDataFrame, FieldType, type DataFrame, type FieldDTO } from '@grafana/data';
import { printLabels, topologyOf, type Target } from '#series';
import { frameMeta } from './frame-meta';

export interface TargetFrameOptions {
  readonly refId: string;
  readonly executed: string;
  readonly notices: readonly string[];
}

/**
 * A row a target and profile type, as Parca scrapes them: where it is in Juju's model, how it does, and the server's words when it
 * fails. Parca keeps the words of a failure that is over; they are shown only while the target is bad.
 */
export function frameFromTargets(
  targets: readonly Target[],
  { refId, executed, notices }: TargetFrameOptions,
): DataFrame {
  return createDataFrame({
    name: 'targets',
    refId,
    meta: { ...frameMeta({ executed, notices }), preferredVisualisationType: 'table' },
    fields: [...topologyFields(targets), ...scrapeFields(targets)],
  });
}

function topologyFields(targets: readonly Target[]): FieldDTO[] {
  const topology = targets.map(({ labels }) => topologyOf(labels));
  return [
    texts('Model', topology, (each) => each?.model),
    texts('Application', topology, (each) => each?.application),
    texts('Unit', topology, (each) => each?.unit),
    texts('Charm', topology, (each) => each?.charm),
    texts('Model UUID', topology, (each) => each?.modelUuid),
  ];
}

function scrapeFields(targets: readonly Target[]): FieldDTO[] {
  const never = (target: Target) => target.lastScrape === undefined;
  return [
    texts('Job', targets, ({ job }) => job),
    texts('Profile', targets, ({ profileName }) => profileName),
    texts('Health', targets, ({ health }) => health),
    {
      name: 'Last scrape',
      type: FieldType.time,
      values: targets.map(({ lastScrape }) => lastScrape ?? null),
    },
    {
      name: 'Duration',
      type: FieldType.number,
      values: targets.map((target) => (never(target) ? null : target.lastScrapeDuration)),
      config: { unit: 'ms' },
    },
    texts('Error', targets, ({ health, lastError }) => (health === 'bad' ? lastError : '')),
    texts('URL', targets, ({ url }) => url),
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
