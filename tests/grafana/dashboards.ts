import { z } from 'zod';
import { askGrafana } from './grafana-api';
import { FOLDER } from './names';

const savedSchema = z.object({ uid: z.string() });

export interface TestPanel {
  readonly type: string;
  readonly title: string;
  readonly datasource: { readonly uid: string; readonly type: string };
  readonly targets: readonly Readonly<Record<string, unknown>>[];
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Saves a dashboard in the folder of the run and gives its uid; its panels are `panel-1` and so on, one below the other. */
export async function createDashboard(
  title: string,
  panels: readonly TestPanel[],
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return saveDashboard({
    title,
    schemaVersion: 41,
    panels: panels.map((panel, index) => ({
      id: index + 1,
      gridPos: { x: 0, y: index * 12, w: 24, h: 12 },
      ...panel,
      targets: panel.targets.map((target, at) => ({
        refId: String.fromCharCode(65 + at),
        datasource: panel.datasource,
        ...target,
      })),
    })),
    ...more,
  });
}

/** Saves what a dashboard's file holds, as a new dashboard. */
export async function saveDashboard(model: Readonly<Record<string, unknown>>): Promise<string> {
  const dashboard = { ...model, id: null };
  const answer = await askGrafana('POST', 'api/dashboards/db', {
    dashboard,
    folderUid: FOLDER,
    overwrite: true,
  });
  return savedSchema.parse(answer).uid;
}
