import type { DataSourceInstanceSettings, DataSourceJsonData } from '@grafana/data';
import type { DataSourceSrv } from '@grafana/runtime';

interface Known {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly jsonData?: DataSourceJsonData & Record<string, unknown>;
}

/** The datasources of this stand-in; the server knows where each uid leads. */
const KNOWN: readonly Known[] = [
  {
    uid: 'parca',
    name: 'Parca',
    type: 'parcascope-parca-datasource',
    jsonData: { prometheusUid: 'prometheus' },
  },
  { uid: 'core', name: 'Core Parca', type: 'parca' },
  { uid: 'nowhere', name: 'Unreachable', type: 'parcascope-parca-datasource' },
  { uid: 'prometheus', name: 'Prometheus', type: 'prometheus' },
];

export function settingsOf(uid: string): DataSourceInstanceSettings {
  const found = KNOWN.findIndex((known) => known.uid === uid);
  if (found < 0) throw new Error(`no datasource "${uid}"`);
  const { name, type, jsonData = {} } = KNOWN[found]!;
  const info = { logos: { small: '', large: '' } };
  return {
    id: found + 1,
    uid,
    name,
    type,
    url: `/api/datasources/proxy/uid/${uid}`,
    access: 'proxy',
    readOnly: false,
    isDefault: found === 0,
    jsonData,
    // What the plugins read of it; Grafana gives the whole manifest.
    meta: {
      id: type,
      name,
      type: 'datasource',
      info,
    } as unknown as DataSourceInstanceSettings['meta'],
  };
}

const all = () => KNOWN.map(({ uid }) => settingsOf(uid));

export const dataSourceSrv = {
  getList: ({ type, filter } = {}) =>
    all()
      .filter((settings) => type === undefined || [type].flat().includes(settings.type))
      .filter((settings) => filter?.(settings) ?? true),
  getInstanceSettings: (ref) => {
    // Grafana gives the default where nothing is named.
    if (ref === null || ref === undefined) return all()[0];
    const uid = typeof ref === 'string' ? ref : ref.uid;
    return all().find((settings) => settings.uid === uid || settings.name === uid);
  },
} satisfies Partial<DataSourceSrv>;
