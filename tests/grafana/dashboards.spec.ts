import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dashboardPath } from './addresses';
import { saveDashboard } from './dashboards';
import { expect, test } from './grafana';
import { askIfThere } from './grafana-api';
import { FOLDER, OURS, PROMETHEUS } from './names';
import { DashboardView } from './views/dashboard-view';

const FILES = join(import.meta.dirname, '../../provisioning/dashboards');
const dashboardSchema = z.looseObject({
  uid: z.string(),
  title: z.string(),
  panels: z.array(z.looseObject({ id: z.number(), type: z.string(), title: z.string() })),
});

const VARIABLES = { parca: OURS.live, prometheus: PROMETHEUS.live };
/** Everything is in view at once, so that every panel asks. */
const TALL = { width: 1440, height: 4000 };

/** A dashboard of that uid where the files are provisioned; else the file's own, saved for this run. */
async function uidInGrafana(dashboard: z.infer<typeof dashboardSchema>): Promise<string> {
  const there = await askIfThere('GET', `api/dashboards/uid/${dashboard.uid}`);
  if (there !== undefined) return dashboard.uid;
  const uid = `${FOLDER}-${dashboard.uid.replace('parcascope-', '')}`;
  return saveDashboard({ ...dashboard, uid, title: uid });
}

for (const file of readdirSync(FILES).filter((name) => name.endsWith('.json'))) {
  const dashboard = dashboardSchema.parse(JSON.parse(readFileSync(join(FILES, file), 'utf8')));
  const panels = dashboard.panels.filter(({ type }) => type !== 'row');

  for (const role of ['admin', 'viewer'] as const)
    test.describe(`${dashboard.title}, as ${role}`, () => {
      test.use({ role, viewport: TALL });

      test('every panel opens on data', async ({ page }) => {
        test.setTimeout(240_000);
        const view = new DashboardView(page);
        await page.goto(dashboardPath(await uidInGrafana(dashboard), VARIABLES));
        for (const { id } of panels) await view.expectData(id);
        await expect(page.getByTestId('data-testid Alert error')).toHaveCount(0);
      });
    });
}
