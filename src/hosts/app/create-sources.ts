import { getBackendSrv } from '@grafana/runtime';
import type { Host } from '#pages';
import { createBackendTransport, createParcaSource, createPrometheusSource } from '#sources';
import type { Datasource } from './datasources/datasource-choice';

/** Both datasources through Grafana's proxy, so that its permissions, TLS and secrets hold. Each is named in its errors. */
export function createSources(
  parca: Datasource,
  prometheus: Datasource | undefined,
): Pick<Host, 'profiles' | 'metrics'> {
  const transport = ({ url, name }: Datasource) =>
    createBackendTransport({ backend: getBackendSrv(), url, source: name });
  return {
    profiles: createParcaSource({ transport: transport(parca), now: () => Date.now() }),
    metrics: prometheus && createPrometheusSource({ transport: transport(prometheus) }),
  };
}
