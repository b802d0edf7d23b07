import { z } from 'zod';
import { askGrafana, GrafanaError } from '../grafana-api';
import type { DashboardPanel } from './dashboard-panels';

export interface Found {
  readonly uid: string;
  readonly title: string;
  /** Its title; undefined at the top. */
  readonly folder: string | undefined;
}

const foundSchema = z.array(
  z.object({ uid: z.string(), title: z.string(), folderTitle: z.string().optional() }),
);

/** Dashboards or folders whose name holds `text`; at most 100. Rejects with a GrafanaError. */
export async function search(
  type: 'dash-db' | 'dash-folder',
  text: string,
): Promise<readonly Found[]> {
  const params = new URLSearchParams({ type, query: text, limit: '100' });
  const found = await askGrafana({ path: `/api/search?${params.toString()}` }, foundSchema);
  return found.map(({ uid, title, folderTitle }) => ({ uid, title, folder: folderTitle }));
}

export interface SavedDashboard {
  /** As a browser takes it, Grafana's root included. */
  readonly url: string;
}

const savedSchema = z.object({ url: z.string().regex(/^\/(?!\/)/, 'expected a path') });

/** A dashboard of its own. Rejects with a GrafanaError. */
export async function createDashboard(of: {
  readonly title: string;
  /** Its uid; undefined for the top. */
  readonly folder: string | undefined;
  readonly time: { readonly from: string; readonly to: string };
  readonly panels: readonly DashboardPanel[];
}): Promise<SavedDashboard> {
  const dashboard = {
    title: of.title,
    time: of.time,
    panels: appended([], of.panels),
    editable: true,
  };
  const folder = of.folder === undefined ? {} : { folderUid: of.folder };
  return askGrafana(
    { path: '/api/dashboards/db', body: { dashboard, ...folder, overwrite: false } },
    savedSchema,
  );
}

const panelSchema = z.looseObject({
  id: z.number().optional().catch(undefined),
  gridPos: z
    .looseObject({ y: z.number().default(0), h: z.number().default(0) })
    .optional()
    .catch(undefined),
  panels: z.array(z.looseObject({ id: z.number().optional().catch(undefined) })).optional(),
});
type StoredPanel = z.infer<typeof panelSchema>;

const storedSchema = z.object({
  dashboard: z.looseObject({
    panels: z.array(panelSchema).optional(),
    elements: z.unknown().optional(),
  }),
  meta: z.looseObject({ folderUid: z.string().optional() }),
});

/**
 * The panels at the end of an existing dashboard, which must not have changed between reading and writing. Rejects with a
 * GrafanaError.
 */
export async function addToDashboard(
  uid: string,
  panels: readonly DashboardPanel[],
): Promise<SavedDashboard> {
  const path = `/api/dashboards/uid/${encodeURIComponent(uid)}`;
  const { dashboard, meta } = await askGrafana({ path }, storedSchema);
  if (dashboard.elements !== undefined)
    throw new GrafanaError(
      `${path}: elements: this dashboard is stored in the newer format, to which only Grafana itself adds panels`,
      { status: undefined, cause: undefined },
    );
  const next = { ...dashboard, panels: appended(dashboard.panels ?? [], panels) };
  return askGrafana(
    {
      path: '/api/dashboards/db',
      body: {
        dashboard: next,
        ...(meta.folderUid ? { folderUid: meta.folderUid } : {}),
        message: 'Panels added from Parcascope',
        overwrite: false,
      },
    },
    savedSchema,
  );
}

/** What is there stays as it is; what is new stands below it, with ids of its own. */
export function appended(
  stored: readonly StoredPanel[],
  panels: readonly DashboardPanel[],
): readonly object[] {
  const ids = stored.flatMap(({ id = 0, panels: inRow = [] }) => [
    id,
    ...inRow.map((one) => one.id ?? 0),
  ]);
  const lastId = Math.max(0, ...ids);
  const bottom = Math.max(0, ...stored.map(({ gridPos }) => (gridPos ? gridPos.y + gridPos.h : 0)));
  const added = panels.map((panel, index) => ({
    ...panel,
    id: lastId + index + 1,
    gridPos: { ...panel.gridPos, y: bottom + panel.gridPos.y },
  }));
  return [...stored, ...added];
}
