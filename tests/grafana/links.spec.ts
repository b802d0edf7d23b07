import { dashboardPath } from './addresses';
import { createDashboard } from './dashboards';
import {
  AFTER,
  BEFORE,
  CPU,
  DIFF_QUERY,
  LAST_TEN,
  PROFILE_QUERY,
  REPLAY,
  REPLAY_RANGE,
} from './demo';
import { expect, test } from './grafana';
import { OURS, PANEL } from './names';
import { DashboardView } from './views/dashboard-view';
import { ready } from './views/ready';
import { ProfileView } from '../e2e/views/profile-view';
import { CompareView } from '../e2e/views/compare-view';

const VARIABLE = {
  templating: {
    list: [
      {
        type: 'query',
        name: 'unit',
        datasource: REPLAY,
        query: {
          refId: 'unit',
          kind: 'units',
          profileTypeId: CPU,
          labelSelector: '{juju_application="shop-k8s"}',
        },
        refresh: 2,
        multi: true,
        includeAll: true,
      },
    ],
  },
};
const WITH_VARIABLE = { ...PROFILE_QUERY, labelSelector: '{juju_unit=~"$unit"}' };

test('a panel’s menu leads to the same labels and range in the app', async ({ page }) => {
  const view = new DashboardView(page);
  const uid = await createDashboard(
    'menu',
    [
      { type: PANEL, title: 'profile', datasource: REPLAY, targets: [WITH_VARIABLE] },
      { type: PANEL, title: 'comparison', datasource: REPLAY, targets: [DIFF_QUERY] },
    ],
    VARIABLE,
  );
  await page.goto(dashboardPath(uid, { unit: 'shop-k8s/1' }, REPLAY_RANGE));
  await view.expectData(1);
  await view.openInParcascope(1);
  const profile = new ProfileView(page);
  await ready(profile);
  await profile.expectParam('type', CPU);
  await profile.expectParam('parca', OURS.replay);
  await profile.expectParam('profile', /shop-k8s\/1/);
  // 00:14 to 00:34 of one unit: four windows of five minutes.
  const total = await profile.exactTotal();
  await page.goto(dashboardPath(uid, { unit: 'shop-k8s/1' }, LAST_TEN));
  await view.expectData(2);
  await view.openInParcascope(2);
  const compare = new CompareView(page);
  await ready(compare);
  const [baseline, comparison] = [
    compare.windowParam('baselineWindow'),
    compare.windowParam('comparisonWindow'),
  ];
  expect(comparison.start - baseline.start).toBe(600_000);
  expect(comparison.end).toBeGreaterThan(AFTER.end);
  expect(baseline.start).toBeLessThan(BEFORE.end);
  expect(total).toBeGreaterThan(25_330_000_000);
  await expect(compare.answer).toContainText(' in total');
});

test('a variable of units: values in the picker, several of them as one condition', async ({
  page,
}) => {
  const view = new DashboardView(page);
  const uid = await createDashboard(
    'variables',
    [
      {
        type: 'timeseries',
        title: 'rate',
        datasource: REPLAY,
        targets: [{ ...WITH_VARIABLE, queryType: 'metrics', groupBy: ['juju_unit'] }],
      },
    ],
    VARIABLE,
  );
  await page.goto(dashboardPath(uid, { unit: 'shop-k8s/0' }, REPLAY_RANGE));
  await view.expectData(1);
  await expect(view.panel(1)).toContainText('shop-k8s/0');
  await expect(view.panel(1)).not.toContainText('shop-k8s/1');
  const picker = page.getByTestId('data-testid template variable').filter({ hasText: 'unit' });
  await picker.getByRole('combobox').click();
  await page.getByRole('option', { name: 'shop-k8s/1' }).click();
  await page.keyboard.press('Escape');
  await expect(view.panel(1)).toContainText('shop-k8s/1');
  await expect(view.panel(1)).toContainText('shop-k8s/0');
});
