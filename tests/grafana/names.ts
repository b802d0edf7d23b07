import { environment } from './environment';

export const APP = 'parcascope-console-app';
export const DATASOURCE = 'parcascope-parca-datasource';
export const PANEL = 'parcascope-flamegraph-panel';

const { run } = environment;

/** What the set-up makes in Grafana, by the names that every file of a run agrees on; `uid`s are names and uids at once. */
const uidOf = (word: string) => `e2e-${run}-${word}`;

export const OURS = {
  live: uidOf('live'),
  replay: uidOf('replay'),
  refused: uidOf('refused'),
  wrongPath: uidOf('wrong-path'),
  notParca: uidOf('not-parca'),
} as const;
/** Grafana's own Parca datasource, on the live server. */
export const CORE = uidOf('core');
export const PROMETHEUS = {
  live: uidOf('prometheus'),
  replay: uidOf('prometheus-replay'),
} as const;
export const FOLDER = uidOf('folder');
export const VIEWER = { user: uidOf('viewer'), password: `viewer-${run}` };
