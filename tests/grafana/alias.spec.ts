import { dashboardPath } from './addresses';
import { createDashboard } from './dashboards';
import { CPU, REPLAY_RANGE, UNIT_SELECTOR } from './demo';
import { expect, test } from './grafana';
import { DATASOURCE, OURS, PANEL } from './names';
import { DashboardView } from './views/dashboard-view';

/** As Grafana's own Parca datasource saves its queries. */
const SAVED = { queryType: 'both', profileTypeId: CPU, labelSelector: UNIT_SELECTOR };

for (const type of [DATASOURCE, 'parca'])
  test(`a query that the core datasource saved runs unchanged; datasource type "${type}"`, async ({
    page,
  }) => {
    const view = new DashboardView(page);
    const datasource = { uid: OURS.replay, type };
    const panels = [
      { type: 'flamegraph', title: 'core’s flame graph', datasource, targets: [SAVED] },
      {
        type: 'timeseries',
        title: 'time series',
        datasource,
        targets: [{ ...SAVED, queryType: 'metrics' }],
      },
      {
        type: PANEL,
        title: 'our flame graph',
        datasource,
        targets: [{ ...SAVED, queryType: 'profile' }],
      },
    ];
    const uid = await createDashboard(`saved by core, ${type}`, panels);
    await page.setViewportSize({ width: 1440, height: 1800 });
    await page.goto(dashboardPath(uid, {}, REPLAY_RANGE));
    for (const id of [1, 2, 3]) await view.expectData(id);
    await expect(view.panel(1).getByTestId('flameGraph')).toBeVisible();
    await expect(view.panel(3).getByRole('treegrid', { name: 'Flame graph' })).toBeVisible();
  });
