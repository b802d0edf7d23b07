import type { LevelKind, MarkKind } from '#targets';

/** Marks that change how a row is read; the others are in its details. */
export const BADGES: ReadonlyMap<MarkKind, string> = new Map([
  ['phantom', 'charm-library artefact'],
  ['collision', 'shared labels'],
  ['noUnit', 'no unit'],
  ['remoteUnit', 'remote unit'],
]);

const LEVEL_WORDS: Readonly<Record<LevelKind, readonly [one: string, many: string]>> = {
  model: ['model', 'models'],
  application: ['application', 'applications'],
  unit: ['unit', 'units'],
  namespace: ['namespace', 'namespaces'],
  pod: ['pod', 'pods'],
  container: ['container', 'containers'],
  node: ['node', 'nodes'],
  service: ['service', 'services'],
  process: ['process', 'processes'],
  job: ['job', 'jobs'],
  instance: ['instance', 'instances'],
  other: ['other place', 'other places'],
};
export const LEVEL_KINDS: readonly LevelKind[] = [
  'model',
  'application',
  'unit',
  'namespace',
  'pod',
  'container',
  'node',
  'service',
  'process',
  'job',
  'instance',
  'other',
];

/** `1 model`, `12 applications`. */
export function countOf(count: number, kind: LevelKind): string {
  const [one, many] = LEVEL_WORDS[kind];
  return `${count} ${count === 1 ? one : many}`;
}

export function levelWord(kind: LevelKind): string {
  return LEVEL_WORDS[kind][0];
}
