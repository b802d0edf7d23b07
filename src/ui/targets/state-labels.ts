import {
  STATE_TITLES,
  type FailureKind,
  type BadgeKind,
  type RowCounts,
  type RowState,
  type TargetRow,
  type TopologyNode,
} from '#targets';
import { HIERARCHIES, HIERARCHY_KINDS, type LevelKind } from '#series';

/** Marks that change how a row is read; the others are in its details. */
export const BADGES: ReadonlyMap<BadgeKind, string> = new Map([
  ['artefact', 'artefact'],
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
  file: ['file', 'files'],
  other: ['other place', 'other places'],
};
/** In the order of the hierarchies. */
export const LEVEL_KINDS: readonly LevelKind[] = [
  ...new Set(
    HIERARCHY_KINDS.flatMap((kind) => HIERARCHIES[kind].levels.map((level) => level.kind)),
  ),
  'other',
];

/** `1 model`, `12 applications`. */
export function countOf(count: number, kind: LevelKind): string {
  const [one, many] = LEVEL_WORDS[kind];
  return `${count} ${count === 1 ? one : many}`;
}

export function levelLabel(kind: LevelKind): string {
  return LEVEL_WORDS[kind][0];
}

const FAILURE_WORDS: Readonly<Record<FailureKind, string>> = {
  refused: 'connection refused',
  unreachable: 'not reachable',
  dns: 'name not resolved',
  connectTimeout: 'no connection',
  timeout: 'timeout',
  certificate: 'certificate',
  scheme: 'wrong scheme',
  notFound: '404',
  unauthorized: 'not authorized',
  httpStatus: 'HTTP error',
  empty: 'zero bytes',
  unreadable: 'no pprof',
  other: '',
};

/** What adds to a state that is not failing, by the kind of its reason. */
const REASON_WORDS: ReadonlyMap<string, string> = new Map([
  ['removed', 'no longer a target'],
  ['silent', 'nothing pushed'],
  ['overdue', 'scrapes stopped'],
  ['emptyProfile', FAILURE_WORDS.empty],
  ['push', 'push refused'],
  ['siblingProfiled', 'siblings are'],
]);

/** `HTTP 500` where the server's words say it. */
function failureWords(kind: FailureKind, error: string): string {
  const status = kind === 'httpStatus' ? /\b[1-5]\d\d\b/.exec(error)?.[0] : undefined;
  return status === undefined ? FAILURE_WORDS[kind] : `HTTP ${status}`;
}

/** `failing: 404`, `failing: process_cpu, HTTP 500` where the others do not fail; `ignored` of what is in no count, whose form says the rest. */
export function rowLabel({ state, profiles, reason, counted }: TargetRow): string {
  const failing = profiles.filter((chip) => chip.state === 'failing');
  const isSome = state === 'failing' && failing.length < profiles.length;
  const kinds = new Set(failing.map(({ failure }) => failure));
  const [kind] = kinds.size === 1 ? kinds : [];
  const why =
    state === 'failing' && kind
      ? failureWords(kind, failing[0]!.error ?? '')
      : REASON_WORDS.get(reason.kind);
  const words = [isSome ? failing.map(({ name }) => name).join(', ') : '', why ?? ''];
  const more = words.filter((word) => word !== '');
  if (!counted) return 'ignored';
  return more.length === 0 ? STATE_TITLES[state] : `${STATE_TITLES[state]}: ${more.join(', ')}`;
}

/** What is not well below; `ok` when nothing is. */
export function nodeLabel({ counts, worst }: TopologyNode): string {
  if (worst === undefined || counts.counted === 0) return 'ignored';
  const entries = Object.entries(STATE_TITLES) as readonly [RowState, string][];
  const bad = entries
    .filter(([state]) => state !== 'profiling' && counts.states[state] > 0)
    .map(([state, word]) => `${counts.states[state]} ${word}`);
  // The worst may be of what is not counted.
  if (worst !== 'profiling' && counts.states[worst] === 0)
    bad.push(`${STATE_TITLES[worst]}, ignored`);
  return bad.length === 0 ? 'ok' : bad.join(' · ');
}

/** Why rows below are in no count; '' when all are. */
export function uncountedLabel({ artefacts, collisions }: RowCounts): string {
  return [
    artefacts > 0 ? `${artefacts} charm-library artefact${artefacts === 1 ? '' : 's'}` : '',
    collisions > 0 ? `${collisions} with shared labels` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
