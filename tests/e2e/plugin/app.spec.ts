import { readFile } from 'node:fs/promises';
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

test('files are opened in the app, read in the browser, compared, saved, and closed again', async ({
  compare,
  page,
  grafanaUrl,
}, { outputDir }) => {
  test.setTimeout(120_000);
  await openStandIn(
    page,
    `${grafanaUrl}/a/${APP_ID}${addressOf('profile', { ...SHOWN, profile: UNIT })}`,
  );
  await page.evaluate(() => window.standIn.showApp());
  await compare.idle();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page
    .getByLabel('Files to open')
    .setInputFiles([
      'tests/fixtures/pprof/merge-pprof-cpu-shop1-before.pb.gz',
      'tests/fixtures/pprof/merge-pprof-cpu-shop1-after.pb.gz',
    ]);
  await expect(page.getByText('· read in this browser, nothing is uploaded')).toBeVisible();
  await compare.idle();
  await expect(compare.answer).toContainText('CPU time');
  expect(asked.filter((url) => !/^blob:|\/public\//.test(url))).toEqual([]);
  expect(asked).toContainEqual(expect.stringMatching(/\/files-worker\.json$/));

  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /^Save this comparison/ }).click(),
  ]);
  const answer = await compare.answer.locator('p').first().textContent();
  await download.saveAs(`${outputDir}/saved.zip`);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(compare.picker('Parca')).toHaveValue('Parca');
  expect(new URL(page.url()).pathname).toBe(`/a/${APP_ID}/changes`);

  // Dropped, as a person does it.
  const bytes = [...(await readFile(`${outputDir}/saved.zip`))];
  await page.evaluate((content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(content)], 'saved.zip'));
    for (const type of ['dragenter', 'drop'])
      window.dispatchEvent(new DragEvent(type, { dataTransfer, cancelable: true }));
  }, bytes);
  await compare.idle();
  await expect(compare.answer.locator('p').first()).toHaveText(answer!);
});
