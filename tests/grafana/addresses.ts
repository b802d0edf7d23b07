import { environment } from './environment';

/** Grafana's root is a path where it has one, so every address is relative to it. */
export interface GrafanaRange {
  readonly from: string;
  readonly to: string;
}

export function appPath(
  page: 'targets' | 'profile' | 'compare',
  params: Readonly<Record<string, string>> = {},
): string {
  return `a/parcascope-console-app/${page}${searchOf(params)}`;
}

/** Explore with queries of one datasource; without queries Grafana takes the datasource's default one. */
export function explorePath(
  datasource: { readonly uid: string; readonly type: string },
  queries: readonly Readonly<Record<string, unknown>>[] = [],
  range: GrafanaRange = environment.range,
): string {
  const pane = {
    datasource: datasource.uid,
    queries: queries.map((query, index) => ({
      refId: String.fromCharCode(65 + index),
      datasource,
      ...query,
    })),
    range,
  };
  const panes = JSON.stringify({ a: pane });
  return `explore${searchOf({ schemaVersion: '1', orgId: '1', panes })}`;
}

/** `variables` without their `var-`. */
export function dashboardPath(
  uid: string,
  variables: Readonly<Record<string, string>> = {},
  range: GrafanaRange = environment.range,
): string {
  const vars = Object.entries(variables).map(([name, value]) => [`var-${name}`, value] as const);
  return `d/${uid}${searchOf({ ...range, ...Object.fromEntries(vars) })}`;
}

function searchOf(params: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(params).toString();
  return text === '' ? '' : `?${text}`;
}
