/** Where the run takes place, all from the environment: docs/install.md and CONTRIBUTING.md name the variables. */
export interface Environment {
  /** Grafana's root, with a slash at its end; may be a path of a host. */
  readonly grafana: string;
  readonly admin: { readonly user: string; readonly password: string };
  /** The replay of the demo archive, as Grafana reaches it: `/parca` and `/prometheus` are below. */
  readonly replay: string;
  /** Port of the replay that the run starts itself; undefined when REPLAY_URL names one that runs. */
  readonly replayPort: number | undefined;
  /** A Parca and a Prometheus, as Grafana reaches them; the replay's when none is named. */
  readonly parca: string;
  readonly prometheus: string;
  /** A range in which that Parca has profiles, as Grafana's addresses take it. */
  readonly range: { readonly from: string; readonly to: string };
  readonly chromium: string;
  /** Tells the things that one run makes in Grafana from those of another. */
  readonly run: string;
}

/** Of the demo archive: 00:14 to 00:34 UTC. */
const RECORDED = {
  from: String(Date.parse('2026-11-21T00:14:00Z')),
  to: String(Date.parse('2026-11-21T00:34:00Z')),
};
const REPLAY_PORT = 7271;

function read(env: NodeJS.ProcessEnv): Environment {
  // Workers inherit what the first reading of this file sets.
  env['GRAFANA_RUN'] ??= Date.now().toString(36);
  const replay = readReplay(env);
  const or = (name: string, otherwise: string) => env[name] ?? otherwise;
  return {
    grafana: readGrafana(env['GRAFANA_URL']),
    admin: { user: or('GRAFANA_USER', 'admin'), password: or('GRAFANA_PASSWORD', 'admin') },
    ...replay,
    parca: trimSlash(or('PARCA_URL', `${replay.replay}/parca`)),
    prometheus: trimSlash(or('PROMETHEUS_URL', `${replay.replay}/prometheus`)),
    range: env['PARCA_URL'] ? { from: 'now-15m', to: 'now' } : RECORDED,
    chromium: or('CHROMIUM_PATH', or('CHROMIUM', '/usr/bin/chromium')),
    run: env['GRAFANA_RUN'],
  };
}

function readGrafana(url: string | undefined): string {
  if (!url)
    throw new Error(
      'GRAFANA_URL is not set. These specs need a running Grafana that has the plugin: GRAFANA_URL=http://localhost:3000 npm run test:grafana',
    );
  if (!/^https?:\/\/[^/]/.test(url)) throw new Error(`GRAFANA_URL is no http address: "${url}"`);
  return `${trimSlash(url)}/`;
}

function readReplay(env: NodeJS.ProcessEnv): Pick<Environment, 'replay' | 'replayPort'> {
  const given = env['REPLAY_URL'];
  if (given) return { replay: trimSlash(given), replayPort: undefined };
  const replayPort = Number(env['REPLAY_PORT'] ?? REPLAY_PORT);
  return { replay: `http://127.0.0.1:${replayPort}`, replayPort };
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

export const environment = read(process.env);
