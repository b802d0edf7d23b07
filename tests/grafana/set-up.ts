import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { environment } from './environment';
import { askGrafana } from './grafana-api';
import { APP, CORE, DATASOURCE, FOLDER, OURS, PANEL, PROMETHEUS, VIEWER } from './names';

const { parca, prometheus, replay } = environment;

const pluginSchema = z.array(z.object({ id: z.string(), enabled: z.boolean() }));

test('Grafana has the app, the datasource and the panel', async () => {
  const plugins = pluginSchema
    .parse(await askGrafana('GET', 'api/plugins?embedded=1'))
    .concat(pluginSchema.parse(await askGrafana('GET', 'api/plugins')));
  const enabled = plugins.filter((plugin) => plugin.enabled).map(({ id }) => id);
  for (const id of [APP, DATASOURCE, PANEL])
    expect(enabled, 'is the plugin installed, and allowed as unsigned?').toContain(id);
});

test('datasources', async () => {
  const ours: readonly (readonly [string, string, Record<string, unknown>])[] = [
    [OURS.live, parca, { prometheusUid: PROMETHEUS.live }],
    [OURS.replay, `${replay}/parca`, { prometheusUid: PROMETHEUS.replay }],
    // Nothing listens on the first port of a machine.
    [OURS.refused, 'http://127.0.0.1:1', {}],
    // Parca itself answers below any path; an ingress or the replay does not.
    [OURS.wrongPath, `${replay}/no/such/path`, {}],
    [OURS.notParca, prometheus, {}],
  ];
  for (const [uid, url, jsonData] of ours) await create({ uid, type: DATASOURCE, url, jsonData });
  await create({ uid: CORE, type: 'parca', url: parca });
  await create({ uid: PROMETHEUS.live, type: 'prometheus', url: prometheus });
  await create({ uid: PROMETHEUS.replay, type: 'prometheus', url: `${replay}/prometheus` });
});

test('folder and Viewer', async () => {
  await askGrafana('POST', 'api/folders', { uid: FOLDER, title: FOLDER });
  // Without a role of its own a user gets that of the organisation's default, which is Viewer unless it was changed.
  const { id } = z.object({ id: z.number() }).parse(
    await askGrafana('POST', 'api/admin/users', {
      name: VIEWER.user,
      login: VIEWER.user,
      password: VIEWER.password,
    }),
  );
  await askGrafana('PATCH', `api/org/users/${id}`, { role: 'Viewer' });
});

async function create(datasource: {
  uid: string;
  type: string;
  url: string;
  jsonData?: Record<string, unknown>;
}): Promise<void> {
  await askGrafana('POST', 'api/datasources', {
    name: datasource.uid,
    access: 'proxy',
    isDefault: false,
    jsonData: {},
    ...datasource,
  });
}
