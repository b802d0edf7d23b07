import { config } from '@grafana/runtime';

/** Whether settings may be offered for change; Grafana itself refuses where this is wrong. */
export function isAdmin(): boolean {
  const { orgRole, isGrafanaAdmin } = config.bootData.user;
  return orgRole === 'Admin' || isGrafanaAdmin;
}

/** Whether dashboards may be made or changed anywhere. */
export function mayEditDashboards(): boolean {
  const { permissions = {} } = config.bootData.user;
  return Boolean(permissions['dashboards:create'] ?? permissions['dashboards:write']);
}
