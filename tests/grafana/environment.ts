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

function read(): Environment {
  const { env } = process;
  const grafana = env['GRAFANA_URL'];
  if (!grafana)
    throw new Error(
      'GRAFANA_URL is not set. These specs need a running Grafana that has the plugin: GRAFANA_URL=http://localhost:3000 npm run test:grafana',
    );
  if (!/^https?:\/\/[^/]/.test(grafana))
    throw new Error(`GRAFANA_URL is no http address: "${grafana}"`);
  // Workers inherit what the first reading of this file sets.
  env['GRAFANA_RUN'] ??= Date.now().toString(36);
  const given = env['REPLAY_URL'];
  const replayPort = given ? undefined : Number(env['REPLAY_PORT'] ?? REPLAY_PORT);
  const replay = trimSlash(given ?? `http://127.0.0.1:${replayPort}`);
  const parca = env['PARCA_URL'];
  return {
    grafana: `${trimSlash(grafana)}/`,
    admin: {
      user: env['GRAFANA_USER'] ?? 'admin',
      password: env['GRAFANA_PASSWORD'] ?? 'admin',
    },
    replay,
    replayPort,
    parca: trimSlash(parca ?? `${replay}/parca`),
    prometheus: trimSlash(env['PROMETHEUS_URL'] ?? `${replay}/prometheus`),
    range: parca ? { from: 'now-15m', to: 'now' } : RECORDED,
    chromium: env['CHROMIUM_PATH'] ?? env['CHROMIUM'] ?? '/usr/bin/chromium',
    run: env['GRAFANA_RUN'],
  };
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

export const environment = read();
