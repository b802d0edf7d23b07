import { z } from 'zod';
import { appPath, dashboardPath } from './addresses';
import { createDashboard } from './dashboards';
import {
  AFTER,
  BEFORE,
  CPU,
  DIFF_QUERY,
  LAST_TEN,
  ON_REPLAY,
  PROFILE_QUERY,
  REPLAY,
  REPLAY_RANGE,
} from './demo';
import { expect, test } from './grafana';
import { askGrafana } from './grafana-api';
import { FOLDER, PANEL } from './names';
import { DashboardView } from './views/dashboard-view';
import { ready } from './views/ready';
import { CompareView } from '../e2e/views/compare-view';
import { printWindow, unitSelector } from '../e2e/views/page-view';

const modelSchema = z.object({
  dashboard: z.object({
    panels: z.array(z.looseObject({ type: z.string(), options: z.looseObject({}).optional() })),
  }),
});

async function panelsOf(uid: string) {
  return modelSchema.parse(await askGrafana('GET', `api/dashboards/uid/${uid}`)).dashboard.panels;
}

test('a panel is made ours, gets its query and its values, is saved, and is there after a reload', async ({
  page,
}) => {
  // The editor leaves the panel a part of the page, and the answer needs some height.
  await page.setViewportSize({ width: 1440, height: 1400 });
  const view = new DashboardView(page);
  const uid = await createDashboard('edited', [
    {
      type: 'table',
      title: 'edited',
      datasource: REPLAY,
      targets: [{ ...DIFF_QUERY, queryType: 'top' }],
    },
  ]);
  await page.goto(`${dashboardPath(uid, {}, LAST_TEN)}&editPanel=1`);
  await page.getByTestId('data-testid toggle-viz-picker').click();
  await page.getByLabel('Plugin visualization item Flame graph (comparable)').click();
  await page.getByRole('combobox', { name: 'Query type' }).click();
  await page.getByRole('option', { name: /^Comparison/ }).click();
  const graph = page.getByRole('treegrid', { name: 'Flame graph' });
  await expect(graph).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/ in total/)).toBeVisible();
  await expect(page.getByText('delta = comparison ÷')).toBeVisible();
  await page.getByRole('combobox', { name: /^Values/ }).click();
  await page.getByRole('option', { name: /^Raw values/ }).click();
  await expect(page.getByText('delta = comparison − baseline')).toBeVisible();
  await page.getByTestId('data-testid Save dashboard button').click();
  await page.getByTestId('data-testid Save dashboard drawer button').click();
  await expect.poll(async () => (await panelsOf(uid))[0]?.options?.['normalise']).toBe('raw');
  expect((await panelsOf(uid))[0]?.type).toBe(PANEL);
  await page.goto(dashboardPath(uid, {}, LAST_TEN));
  await view.expectData(1);
  // Seconds, where it would be cores.
  await expect(view.panel(1)).toContainText('+3.01 s (+6.02 %)');
});

test('two queries are baseline and comparison, and which is which can be swapped', async ({
  page,
}) => {
  const view = new DashboardView(page);
  const other = { ...PROFILE_QUERY, labelSelector: '{juju_unit="shop-k8s/0"}' };
  const uid = await createDashboard('two queries', [
    { type: PANEL, title: 'two', datasource: REPLAY, targets: [other, PROFILE_QUERY] },
  ]);
  await page.goto(dashboardPath(uid, {}, REPLAY_RANGE));
  await view.expectData(1);
  const panel = view.panel(1);
  await expect(panel).toContainText('Baseline A');
  await expect(panel).toContainText('Comparison B');
  await panel.getByRole('button', { name: 'Swap baseline and comparison' }).click();
  await expect(panel).toContainText('Baseline B');
});

test('focus and search survive a refresh', async ({ page }) => {
  const view = new DashboardView(page);
  const uid = await createDashboard('refresh', [
    { type: PANEL, title: 'profile', datasource: REPLAY, targets: [PROFILE_QUERY] },
  ]);
  await page.goto(dashboardPath(uid, {}, REPLAY_RANGE));
  await view.expectData(1);
  const panel = view.panel(1);
  const search = panel.getByRole('textbox', { name: 'Search functions' });
  if (!(await search.isVisible())) await panel.getByRole('button', { name: /^Search/ }).click();
  await search.fill('pricing');
  await expect(panel.getByRole('status').filter({ hasText: /functions?, .* % of/ })).toBeVisible();
  // Within a second of the answer, which no person is that fast for, a refresh gets the same one.
  await expect(async () => {
    const again = page.waitForResponse(/QueryService\/Query$/, { timeout: 5000 });
    await page.getByTestId('data-testid RefreshPicker run button').click();
    await again;
  }).toPass();
  await view.expectData(1);
  await expect(search).toHaveValue('pricing');
  await expect(panel.getByRole('status').filter({ hasText: /functions?, .* % of/ })).toBeVisible();
});

test('from the app to a dashboard: the comparison is a panel with the same numbers', async ({
  page,
}) => {
  const compare = new CompareView(page);
  await page.goto(
    appPath('compare', {
      ...ON_REPLAY,
      type: CPU,
      baseline: unitSelector('shop-k8s/1'),
      baselineWindow: printWindow(BEFORE),
      comparison: unitSelector('shop-k8s/1'),
      comparisonWindow: printWindow(AFTER),
    }),
  );
  await ready(compare);
  await page.getByRole('button', { name: 'Add to dashboard' }).click();
  const dialog = page.getByRole('dialog');
  const title = `${FOLDER} added`;
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
  await dialog.getByRole('combobox', { name: 'Folder' }).fill(FOLDER);
  await page.getByRole('option', { name: FOLDER }).click();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByRole('link', { name: 'Open the dashboard' }).click();
  await expect(page.getByText(/^CPU time \+4\.33 mcores \(\+5\.13 %\)/)).toBeVisible({
    timeout: 60_000,
  });
});
