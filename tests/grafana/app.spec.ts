import type { Page } from '@playwright/test';
import { CompareView } from '../e2e/views/compare-view';
import { ProfileView } from '../e2e/views/profile-view';
import { printWindow, unitSelector } from '../e2e/views/page-view';
import { appPath } from './addresses';
import { environment } from './environment';
import { AFTER, BEFORE, CPU, ON_REPLAY, REPLAY_RANGE } from './demo';
import { expect, test } from './grafana';
import { CORE, OURS, PROMETHEUS } from './names';
import { ready } from './views/ready';

const RISE = {
  ...ON_REPLAY,
  type: CPU,
  baseline: unitSelector('shop-k8s/1'),
  baselineWindow: printWindow(BEFORE),
  comparison: unitSelector('shop-k8s/1'),
  comparisonWindow: printWindow(AFTER),
};

for (const role of ['admin', 'viewer'] as const)
  test.describe(`as ${role}`, () => {
    test.use({ role });

    test('Profile opens on data', async ({ page }) => {
      const view = new ProfileView(page);
      await page.goto(appPath('profile', { parca: OURS.live, ...environment.range }));
      await ready(view);
      await expect(view.flame.activeFrame).toContainText('total');
      await expect(page.getByRole('navigation', { name: 'Breadcrumbs' })).toContainText('Profile');
    });

    test('Targets lists what is profiled', async ({ page }) => {
      await page.goto(appPath('targets', { parca: OURS.replay, ...REPLAY_RANGE }));
      await expect(page.getByText('shop-k8s/1', { exact: true }).first()).toBeVisible();
      await expect(page.getByRole('navigation', { name: 'Breadcrumbs' })).toContainText('Targets');
    });

    test('Profile shows the numbers of the recording, beside its metrics', async ({ page }) => {
      const view = new ProfileView(page);
      await page.goto(
        appPath('profile', {
          ...ON_REPLAY,
          type: CPU,
          profile: unitSelector('shop-k8s/1'),
          profileWindow: printWindow(BEFORE),
        }),
      );
      await ready(view);
      expect(await view.exactTotal()).toBe(25_330_000_000);
      await expect(view.timeline.root.getByRole('img')).not.toHaveCount(0);
      await expect(page.getByText('Process CPU')).toBeVisible();
    });

    test('Compare shows the answer of the recording', async ({ page }) => {
      const view = new CompareView(page);
      await page.goto(appPath('compare', { ...RISE, normalise: 'raw', search: 'pricing.Quote' }));
      await ready(view);
      await expect(view.answer).toContainText('CPU time +1.3 s (+5.13 %) in total');
      expect(await view.flame.sidesOf('shop/pricing.Quote')).toEqual(['3.23', '4.50']);
    });
  });

test('a comparison made by hand, from the app’s entry to the answer', async ({ page }) => {
  const profile = new ProfileView(page);
  const compare = new CompareView(page);
  await page.goto('a/parcascope-console-app');
  await chooseSource(page, 'Parca', OURS.replay);
  await profile.expectParam('parca', OURS.replay);
  await setRange(page, '2026-11-21 00:14:00', '2026-11-21 00:34:00');
  await ready(profile);
  await profile.choose('Model', 'dev');
  await ready(profile);
  await profile.choose('Application', 'shop-k8s');
  await profile.choose('Unit', 'shop-k8s/1');
  await ready(profile);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await ready(compare);
  // 00:18 to 00:23 and 00:26 to 00:31 of 00:14 to 00:34.
  await compare.timeline.drag(0.2, 0.45);
  await expect.poll(() => compare.windowParam('baselineWindow').end).toBeLessThan(AFTER.start);
  await compare.timeline.drag(0.6, 0.85);
  await expect
    .poll(() => compare.windowParam('comparisonWindow').start)
    .toBeGreaterThan(BEFORE.end);
  await ready(compare);
  await expect(compare.answer).toContainText(' in total');
  // Only its caller grew more, of which it is a part.
  expect((await compare.flame.names()).slice(0, 2)).toContain('shop/pricing.Quote');
  await compare.flame.search.fill('pricing.Quote');
  const [, change] = await compare.flame.cellsOf('shop/pricing.Quote');
  expect(Number.parseFloat(change!.replace('+', ''))).toBeGreaterThan(25);
});

async function setRange(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('button', { name: /^Time range selected/ }).click();
  await page.getByLabel('From', { exact: true }).fill(from);
  await page.getByLabel('To', { exact: true }).fill(to);
  await page.getByRole('button', { name: 'Apply time range' }).click();
}

/** Typed, because the list shows a part of what a Grafana has. */
async function chooseSource(page: Page, label: string, name: string): Promise<void> {
  const picker = page.getByRole('combobox', { name: label, exact: true });
  await picker.click();
  await picker.fill(name);
  // The name of an option holds its type as well.
  const words = page.getByText(name, { exact: true });
  await page.getByRole('option').filter({ has: words }).click();
}

test('the pickers list our datasources, Grafana’s own Parca, and every Prometheus', async ({
  page,
}) => {
  const view = new ProfileView(page);
  await page.goto(appPath('profile', { parca: OURS.live, ...environment.range }));
  await ready(view);
  await expect(view.picker('Parca')).toHaveValue(OURS.live);
  await expect(view.picker('Prometheus')).toHaveValue(PROMETHEUS.live);
  await chooseSource(page, 'Parca', OURS.replay);
  await view.expectParam('parca', OURS.replay);
  await chooseSource(page, 'Parca', CORE);
  await view.expectParam('parca', CORE);
  await ready(view);
  await expect(view.flame.activeFrame).toContainText('total');
  await chooseSource(page, 'Prometheus', PROMETHEUS.replay);
  await view.expectParam('prometheus', PROMETHEUS.replay);
});

test('a reload shows the same view, and back leads to the one before', async ({ page }) => {
  const view = new ProfileView(page);
  await page.goto(
    appPath('profile', { ...ON_REPLAY, type: CPU, profile: unitSelector('shop-k8s/1') }),
  );
  await ready(view);
  const whole = page.url();
  await view.timeline.drag(0.2, 0.45);
  await view.expectParam('profileWindow', /./);
  await ready(view);
  await view.flame.search.fill('pricing');
  await expect(view.flame.searchWords).toContainText(/functions?,/);
  await view.expectParam('search', 'pricing');
  const words = await view.flame.searchWords.textContent();
  const address = page.url();
  await page.reload();
  await ready(view);
  expect(page.url()).toBe(address);
  await expect(view.flame.searchWords).toHaveText(words!);
  await expect(view.flame.search).toHaveValue('pricing');
  await page.goBack();
  await expect.poll(() => new URL(page.url()).searchParams.has('profileWindow')).toBe(false);
  expect(new URL(page.url()).pathname).toBe(new URL(whole).pathname);
});

test('Share gives a link with Grafana’s root that opens the same', async ({ page }) => {
  const view = new ProfileView(page);
  await page.goto(
    appPath('profile', { ...ON_REPLAY, type: CPU, profile: unitSelector('shop-k8s/1') }),
  );
  await ready(view);
  const total = await view.exactTotal();
  const link = await view.share();
  await page.goto(link);
  await ready(view);
  expect(await view.exactTotal()).toBe(total);
  expect(link).toContain(`parca=${OURS.replay}`);
});

test('a link to a datasource that is not there says so and shows another one', async ({ page }) => {
  const view = new ProfileView(page);
  await page.goto(appPath('profile', { parca: 'no-such-datasource' }));
  await expect(page.getByText('no such datasource: "no-such-datasource"')).toBeVisible();
  await expect(view.picker('Parca')).toHaveValue(/./);
});

test.describe('a Parca that does not answer', () => {
  test.use({ mayComplain: /datasources\/proxy/ });

  test('is a failure with its facts, not an empty page', async ({ page }) => {
    const view = new ProfileView(page);
    await page.goto(appPath('profile', { parca: OURS.refused }));
    await expect(view.alerts.first()).toContainText(/502|reach/);
  });
});
