import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { CORE_DATASOURCE_ID, DATASOURCE_ID, isPyroscopeType } from '#frames';
import type { Datasource } from './datasource-choice';

/** The datasources that the user may query, as Grafana knew them when the page was loaded. */
export function listDatasources(): {
  readonly parcas: readonly Datasource[];
  readonly prometheuses: readonly Datasource[];
  /** Where logs are. */
  readonly lokis: readonly Datasource[];
} {
  const all = getDataSourceSrv().getList().map(datasourceOf);
  return {
    parcas: all.filter(hasProfiles),
    prometheuses: all.filter((one) => one.type === 'prometheus'),
    lokis: all.filter((one) => one.type === 'loki'),
  };
}

function hasProfiles({ type, ours }: Datasource): boolean {
  return ours || type === DATASOURCE_ID || type === CORE_DATASOURCE_ID || isPyroscopeType(type);
}

function datasourceOf(settings: DataSourceInstanceSettings): Datasource {
  const { uid, name, type, meta, isDefault = false, url = '' } = settings;
  const jsonData: Record<string, unknown> = { ...settings.jsonData };
  const linked = jsonData['prometheusUid'];
  return {
    uid,
    name,
    type,
    isDefault,
    // A datasource with "direct" access gives its own address, which a browser need not reach: the proxy serves it as well.
    url: url.startsWith('/api/') ? url : `/api/datasources/proxy/uid/${encodeURIComponent(uid)}`,
    linkedPrometheus: typeof linked === 'string' && linked !== '' ? linked : undefined,
    kind: isPyroscopeType(type) || jsonData['kind'] === 'pyroscope' ? 'pyroscope' : 'parca',
    ours: meta.id === DATASOURCE_ID,
  };
}
