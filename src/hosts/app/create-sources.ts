import { config, getBackendSrv } from '@grafana/runtime';
import type { Host } from '#pages';
import {
  createBackendTransport,
  createParcaSource,
  createPrometheusSource,
  createPyroscopeSource,
  joinSources,
  shareConnections,
  type NamedSource,
  type Transport,
} from '#sources';
import type { Datasource } from './datasources/datasource-choice';

export interface ChosenDatasources {
  readonly parca: Datasource;
  /** Its profiles can be a side of a comparison. */
  readonly beside?: Datasource | undefined;
  readonly prometheus: Datasource | undefined;
}

/** All datasources through Grafana's proxy, so that its permissions, TLS and secrets hold. Each is named in its errors. */
export function createSources({
  parca,
  beside,
  prometheus,
}: ChosenDatasources): Pick<Host, 'profiles' | 'metrics'> {
  const transport = ({ url, name }: Datasource) =>
    createBackendTransport({
      ...{ backend: getBackendSrv(), url, source: name },
      orgId: config.bootData.user.orgId,
    });
  const now = () => Date.now();
  const named = ({ name, kind }: Datasource, over: Transport): NamedSource => {
    const createSource = kind === 'parca' ? createParcaSource : createPyroscopeSource;
    return { name, source: createSource({ transport: over, now }) };
  };
  const profilesOver = (over: Transport) =>
    joinSources([named(parca, over), ...(beside ? [named(beside, transport(beside))] : [])]);
  if (!prometheus) return { profiles: profilesOver(transport(parca)), metrics: undefined };
  const { first, second } = shareConnections(transport(parca), transport(prometheus));
  return {
    profiles: profilesOver(first),
    metrics: createPrometheusSource({ transport: second }),
  };
}
