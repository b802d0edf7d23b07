/** What Grafana knows the three plugins by; the manifests say the same. */
export const APP_ID = 'parcascope-console-app';
export const DATASOURCE_ID = 'parcascope-parca-datasource';
export const PANEL_ID = 'parcascope-flamegraph-panel';
/** Grafana's own Parca datasource, whose saved queries and instances ours takes over. */
export const CORE_DATASOURCE_ID = 'parca';

/** Grafana's own Pyroscope datasource, by its name of today and of before the two projects were one; the pages ask through its proxy. */
const PYROSCOPE_DATASOURCE_IDS = ['grafana-pyroscope-datasource', 'phlare'];

export const isPyroscopeType = (type: string): boolean => PYROSCOPE_DATASOURCE_IDS.includes(type);
