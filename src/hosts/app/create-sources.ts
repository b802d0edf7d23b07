import { config, getBackendSrv } from '@grafana/runtime';
import type { Host } from '#pages';
import {
  createBackendTransport,
  createParcaSource,
  createPrometheusSource,
  createPyroscopeSource,
  shareConnections,
} from '#sources';
import type { Datasource } from './datasources/datasource-choice';

/** Both datasources through Grafana's proxy, so that its permissions, TLS and secrets hold. Each is named in its errors. */
export function createSources(
  parca: Datasource,
  prometheus: Datasource | undefined,
): Pick<Host, 'profiles' | 'metrics'> {
  const transport = ({ url, name }: Datasource) =>
    createBackendTransport({
      ...{ backend: getBackendSrv(), url, source: name },
      orgId: config.bootData.user.orgId,
    });
  const now = () => Date.now();
  const createSource = parca.kind === 'parca' ? createParcaSource : createPyroscopeSource;
  if (!prometheus)
    return {
      profiles: createSource({ transport: transport(parca), now }),
      metrics: undefined,
    };
  const { first, second } = shareConnections(transport(parca), transport(prometheus));
  return {
    profiles: createSource({ transport: first, now }),
    metrics: createPrometheusSource({ transport: second }),
  };
}
