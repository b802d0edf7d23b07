import { readFile } from 'node:fs/promises';
import { AFTER, BEFORE, CPU } from '../demo-archive';
import { FlameView } from '../views/flame-view';
import { expect, GRAFANAS, test } from './grafana';
import type { PanelWish } from './page/panel-page';

const query = (refId: string, more: object = {}) => ({
  refId,
  queryType: 'profile',
  profileTypeId: CPU,
  labelSelector: '{juju_unit="shop-k8s/1"}',
  ...more,
});
const WISH: PanelWish = {
  targets: [query('A')],
  ends: AFTER,
  options: { normalise: 'raw' },
  width: 1200,
  height: 700,
};

for (const grafana of GRAFANAS)
  test.describe(`React ${grafana.react}`, () => {
    test.use({ grafana });

    test('a profile, then a comparison in one frame', async ({ page }) => {
      const flame = new FlameView(page);
      await page.evaluate((wish) => window.standIn.showPanel(wish), WISH);
      await flame.idle();
      await expect(flame.activeFrame).toContainText('total 26.6 s');
      await flame.expectShown('shop/pricing.Quote');

      const range = { from: String(BEFORE.start), to: String(BEFORE.end) };
      const diff = query('A', { queryType: 'diff', baseline: { range } });
      await page.evaluate((wish) => window.standIn.showPanel(wish), { ...WISH, targets: [diff] });
      await flame.idle();
      await expect(flame.activeFrame).toContainText('baseline 25.3 s');
      await expect(flame.activeFrame).toContainText('comparison 26.6 s');
    });
  });

test('a report of a panel, with what runs in it fetched from the app', async ({ page }) => {
  const flame = new FlameView(page);
  await page.evaluate((wish) => window.standIn.showPanel(wish), WISH);
  await flame.idle();
  await flame.root.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /^Report as HTML/ }).click(),
  ]);
  const report = await readFile(await download.path(), 'utf8');
  expect(report).toContain("script-src 'sha256-");
  expect(report).toContain('<h2>profile</h2><p class="total">26.6 s</p>');
});

test('two queries are baseline and comparison, in a small panel too', async ({ page }) => {
  const flame = new FlameView(page);
  const targets = [query('A', { labelSelector: '{juju_unit="shop-k8s/0"}' }), query('B')];
  await page.evaluate((wish) => window.standIn.showPanel(wish), {
    ...WISH,
    targets,
    width: 500,
    height: 200,
  });
  await flame.idle();
  await expect(flame.activeFrame).toContainText('comparison 26.6 s');
  const overflow = await page.evaluate(() => {
    const panel = document.querySelector('#content > div')!;
    return panel.scrollHeight - panel.clientHeight;
  });
  expect(overflow).toBe(0);
});

test('data that is no profile is explained', async ({ page }) => {
  const targets = [{ refId: 'A', queryType: 'targets' }];
  await page.evaluate((wish) => window.standIn.showPanel(wish), { ...WISH, targets });
  await expect(page.getByRole('status').or(page.getByRole('alert')).first()).toContainText(
    /profile/i,
  );
});
