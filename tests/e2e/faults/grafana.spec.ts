import { APP_ID } from '../../../src/frames/plugin-ids';
import { test as base } from '../console';
import { AFTER, CPU } from '../demo-archive';
import { expect, openStandIn } from '../plugin/grafana';
import type { PanelWish } from '../plugin/page/panel-page';
import { startStandIn } from '../plugin/server';
import { FlameView } from '../views/flame-view';
import { startFaultServer, type FaultServer } from './fault-server';
import { FAULTS_TIMEOUT, PROFILE, runFaults } from './faulted-page';
import { FAULTS, type FaultCase, type FaultedServer } from './faults';
import { keepSaid, type Said } from './results';

/* The same in Grafana's place: the app's pages behind its proxy, and a panel whose query fails. Asked by `npm run faults`. */

interface Faulty {
  readonly url: string;
  readonly servers: Readonly<Record<FaultedServer, FaultServer>>;
}

const test = base.extend<object, { readonly grafana: Faulty }>({
  grafana: [
    async ({ consoleUrl }, provide) => {
      const servers = {
        Parca: await startFaultServer(`${consoleUrl}/parca`),
        Prometheus: await startFaultServer(`${consoleUrl}/prometheus`),
      };
      const { url, stop } = await startStandIn({
        ...{ react: 18, root: '', parcaUrl: servers.Parca.url },
        prometheusUrl: servers.Prometheus.url,
      });
      await provide({ url, servers });
      await stop();
      for (const server of Object.values(servers)) await server.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

test.use({ mayComplain: /Failed to load resource/, actionTimeout: 10_000 });

/** Grafana's frontend reads an answer whole, however long it is, and its proxy says in its own way that there is no server. */
const inGrafana = (server: FaultedServer): readonly FaultCase[] =>
  FAULTS[server]
    .filter(({ name }) => name !== 'endless answer')
    .map((one) => (one.fault === 'down' ? { ...one, then: /HTTP 502/ } : one));

for (const server of ['Parca', 'Prometheus'] as const)
  test(`app, ${server} fails in ${inGrafana(server).length} ways`, async ({
    page,
    grafana: { url, servers },
  }) => {
    test.setTimeout(FAULTS_TIMEOUT);
    await runFaults(
      {
        ...{ page, server, place: 'app', faulty: servers[server] },
        of: { ...PROFILE, patience: 60_000 },
        faults: inGrafana(server),
        open: async () => {
          await openStandIn(page, `${url}/a/${APP_ID}${PROFILE.address}`);
          await page.evaluate(() => window.standIn.showApp());
        },
      },
      (name, body) => test.step(name, body),
    );
  });

/** What hangs is Grafana's to stop. */
const OF_PANEL = inGrafana('Parca').filter(({ then }) => then !== 'hangs');

test(`panel, Parca fails in ${OF_PANEL.length} ways`, async ({ page, grafana }) => {
  test.setTimeout(FAULTS_TIMEOUT);
  const { Parca } = grafana.servers;
  const flame = new FlameView(page);
  const alert = page.getByRole('alert');
  const said: Record<string, Said> = {};
  // Answers of closed windows are kept: each question is one of its own.
  let asked = 0;
  const show = () => {
    const wish: PanelWish = {
      targets: [
        {
          refId: 'A',
          queryType: 'profile',
          profileTypeId: CPU,
          labelSelector: '{juju_unit="shop-k8s/1"}',
        },
      ],
      ends: { start: AFTER.start + ++asked * 1000, end: AFTER.end },
      options: { normalise: 'raw' },
      width: 1200,
      height: 700,
    };
    return page.evaluate((shown) => window.standIn.showPanel(shown), wish);
  };
  await openStandIn(page, `${grafana.url}/`);
  await show();
  await flame.idle();
  for (const { name, fault, then } of OF_PANEL)
    await test.step(name, async () => {
      if (fault === 'down') await Parca.down();
      else Parca.setFault(fault);
      await show();
      // The old picture, or the new one.
      await expect(flame.graph).toBeVisible();
      if (then instanceof RegExp) {
        await expect(alert.first()).toContainText(then);
        const [, facts = ''] = await alert.first().locator(':scope > div > div').allInnerTexts();
        const [reason = '', next] = facts.split('\n');
        said[name] = { reason, ...(next !== undefined && { next }) };
      } else said[name] = { reason: 'draws once it has come' };
      if (fault === 'down') await Parca.up();
      else Parca.setFault(undefined);
      await show();
      await expect(alert).toHaveCount(0);
      await flame.idle();
    });
  keepSaid('panel', 'Parca', said);
});
