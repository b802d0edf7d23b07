import type { Page } from '@playwright/test';
import { expect, test } from './console';
import { BEFORE } from './demo-archive';
import { printWindow, unitSelector } from './views/page-view';

/** What Grafana has above a plugin's page: its bar and the breadcrumbs. */
const GRAFANA_PX = 95;
const HEIGHT_PX = 900;

for (const [host, abovePx] of [
  ['alone', 0],
  ['below Grafana’s bars', GRAFANA_PX],
] as const)
  test.describe(`in a window of ${HEIGHT_PX} px, ${host}`, () => {
    test.beforeEach(async ({ page }) => {
      await page.addInitScript((px) => {
        document.addEventListener('DOMContentLoaded', () => {
          const bar = document.createElement('div');
          bar.style.height = `${px}px`;
          document.body.prepend(bar);
        });
      }, abovePx);
    });

    test('the flame graph of a profile begins within 45 %', async ({ profile, page }) => {
      await profile.openUnit('shop-k8s/1', { profileWindow: printWindow(BEFORE) });
      expect(await beginOfPicture(page)).toBeLessThanOrEqual(0.45 * HEIGHT_PX);
      // Nothing is lost by it: metrics are drawn, or stand as values and are drawn at a press.
      const goroutines = profile.timeline.chart('Goroutines');
      if (abovePx > 0) {
        await expect(page.getByRole('list', { name: 'Values of the metrics' })).toContainText(
          /Goroutines\d+/,
        );
        await expect(goroutines).toHaveCount(0);
        await page.getByRole('button', { name: 'Show 7 metrics' }).click();
      }
      await expect(goroutines).toBeVisible();
    });

    for (const [sides, baseline] of [
      ['one unit before and after', 'shop-k8s/1'],
      ['units of which more than one thing differs', 'shop-k8s/0'],
    ] as const)
      test(`the difference of ${sides} begins within 55 %`, async ({ compare, page }) => {
        await compare.openRise({ baseline: unitSelector(baseline) });
        // Judged, so that all that the answer says is there.
        await expect(compare.answer.getByText(/functions more than noise/)).toBeVisible({
          timeout: 30_000,
        });
        expect(await beginOfPicture(page)).toBeLessThanOrEqual(0.55 * HEIGHT_PX);
      });
  });

/** Where the flame graph and its toolbar begin, from the window's top. */
async function beginOfPicture(page: Page): Promise<number> {
  const box = await page.getByRole('region', { name: 'Flame graph and table' }).boundingBox();
  if (!box) throw new Error('no flame graph is on the page');
  return box.y;
}
