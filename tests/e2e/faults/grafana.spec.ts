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

/** Grafana's proxy says in its own way that there is no server. */
const inGrafana = (server: FaultedServer): readonly FaultCase[] =>
  FAULTS[server].map((one) => (one.fault === 'down' ? { ...one, then: /HTTP 502/ } : one));

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

const OF_PANEL = inGrafana('Parca');

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
  /** The old picture stays while Grafana says that it loads; another query and another page give up the one that hangs. */
  const hang = async () => {
    const shown = [show()];
    await expect.poll(() => Parca.open.size).toBeGreaterThan(0);
    const first = [...Parca.open];
    await expect(flame.graph).toBeVisible();
    shown.push(show());
    await expect.poll(() => first.some((request) => Parca.open.has(request))).toBe(false);
    await expect.poll(() => Parca.open.size).toBeGreaterThan(0);
    await expect(flame.graph).toBeVisible();
    await expect(alert).toHaveCount(0);
    await page.evaluate(() => window.standIn.leavePanel());
    await expect.poll(() => Parca.open.size).toBe(0);
    await Promise.all(shown);
    return {
      reason: 'the old picture: Grafana says that it loads; leaving or asking anew cancels',
    };
  };
  const fail = async (then: FaultCase['then']): Promise<Said> => {
    await show();
    // The old picture, or the new one.
    await expect(flame.graph).toBeVisible();
    if (!(then instanceof RegExp)) return { reason: 'draws once it has come' };
    await expect(alert.first()).toContainText(then);
    const [, facts = ''] = await alert.first().locator(':scope > div > div').allInnerTexts();
    const [reason = '', next] = facts.split('\n');
    return { reason, ...(next !== undefined && { next }) };
  };
  await openStandIn(page, `${grafana.url}/`);
  await show();
  await flame.idle();
  for (const { name, fault, then } of OF_PANEL)
    await test.step(name, async () => {
      if (fault === 'down') await Parca.down();
      else Parca.setFault(fault);
      said[name] = then === 'hangs' ? await hang() : await fail(then);
      if (fault === 'down') await Parca.up();
      else Parca.setFault(undefined);
      await show();
      await expect(alert).toHaveCount(0);
      await flame.idle();
    });
  keepSaid('panel', 'Parca', said);
});
