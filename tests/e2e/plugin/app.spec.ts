import { APP_ID } from '../../../src/frames/plugin-ids';
import { AFTER, BEFORE, CPU, RANGE } from '../demo-archive';
import { addressOf, printWindow, unitSelector } from '../views/page-view';
import { expect, GRAFANAS, openStandIn, test } from './grafana';

/* The app in Grafana's place; what the pages do is tested on the console. */

const SHOWN = { type: CPU, from: String(RANGE.start), to: String(RANGE.end) };
const UNIT = unitSelector('shop-k8s/1');

for (const grafana of GRAFANAS)
  test.describe(`React ${grafana.react}, root "${grafana.root}"`, () => {
    test.use({ grafana });

    test('profile: through the proxy, in a worker, the address as in the console', async ({
      profile,
      page,
      grafanaUrl,
    }) => {
      const params = { ...SHOWN, profile: UNIT, profileWindow: printWindow(BEFORE) };
      await openStandIn(page, `${grafanaUrl}/a/${APP_ID}${addressOf('profile', params)}`);
      await page.evaluate(() => window.standIn.showApp());
      await profile.idle();
      expect(await profile.exactTotal()).toBe(25_330_000_000);
      expect(page.workers().map((worker) => worker.url())).toEqual([
        expect.stringMatching(/^blob:/),
      ]);
      await expect(profile.picker('Parca')).toHaveValue('Parca');
      await expect(profile.picker('Prometheus')).toHaveValue('Prometheus');

      await profile.choose('Unit', 'shop-k8s/0');
      await profile.expectParam('profile', /shop-k8s\/0/);
      await profile.idle();
      expect(new URL(page.url()).pathname).toBe(`${grafana.root}/a/${APP_ID}/profile`);
    });

    test('compare: two windows, on a datasource of Grafana’s own type', async ({
      compare,
      page,
      grafanaUrl,
    }) => {
      const params = {
        ...SHOWN,
        parca: 'core',
        baseline: UNIT,
        baselineWindow: printWindow(BEFORE),
        comparison: UNIT,
        comparisonWindow: printWindow(AFTER),
        normalise: 'raw',
        filter: 'pricing.Quote',
      };
      await openStandIn(page, `${grafanaUrl}/a/${APP_ID}${addressOf('compare', params)}`);
      await page.evaluate(() => window.standIn.showApp());
      await compare.idle();
      await expect(compare.picker('Parca')).toHaveValue('Core Parca');
      const sides = await compare.flame.sidesOf('shop/pricing.Quote');
      expect(sides).toEqual(['3.23', '4.50']);
    });
  });

test('the configuration page shows what is configured', async ({ page }) => {
  const metricPanels = [{ title: 'Queue', unit: 'count', expression: 'queue_length$matchers' }];
  await page.evaluate((stored) => window.standIn.showConfigPage(stored), { metricPanels });
  await expect(page.getByRole('group', { name: 'Datasources' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Chart 1: title' })).toHaveValue('Queue');
  await expect(page.getByRole('textbox', { name: 'Chart 2: title' })).toHaveCount(0);
});
