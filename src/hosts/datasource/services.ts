import { config, getBackendSrv, getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import type { DataSourceInstanceSettings } from '@grafana/data';
import { firstValueFrom } from 'rxjs';
import type { Engine } from '#engine';
import {
  createBackendTransport,
  createParcaSource,
  createPrometheusSource,
  createPyroscopeSource,
  dedupeRequests,
  type MetricSource,
  type ProfileSource,
  type Transport,
} from '#sources';
import { scanFleet } from '#scan';
import type { TopologyAliases } from '#series';
import { createPluginEngine } from '../plugin-engine';
import type { ParcaOptions } from './options';
import { createSiteAliases } from './site-aliases';
import { createSharedScans, type SharedScans } from './query/run/shared-scans';
import type { Templates } from './query/templates';

/** What a datasource works with. */
export interface Services {
  /** Not deduplicated, for checks; `source` may answer with an answer of up to a second ago. */
  readonly transport: Transport;
  readonly source: ProfileSource;
  /** Of `source`, with the metrics of the configured Prometheus datasource. */
  readonly scans: SharedScans;
  readonly uid: string;
  readonly engine: () => Engine;
  readonly templates: () => Templates;
  readonly now: () => number;
  readonly aliases: () => Promise<TopologyAliases>;
  /** The URL behind Grafana's proxy, for those who may see a datasource's settings. */
  readonly configuredUrl: () => Promise<string | undefined>;
}

let engine: Engine | undefined;

/** One worker for all Parca datasources of the page, started by the first query. */
function sharedEngine(): Engine {
  engine ??= createPluginEngine();
  return engine;
}

export function grafanaServices(settings: DataSourceInstanceSettings<ParcaOptions>): Services {
  const timeoutMs = timeoutOf(settings.jsonData);
  const transport = createBackendTransport({
    backend: getBackendSrv(),
    url: settings.url ?? '',
    source: settings.jsonData?.kind === 'pyroscope' ? 'Pyroscope' : 'Parca',
    orgId: orgId(),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  const now = () => Date.now();
  const createSource =
    settings.jsonData?.kind === 'pyroscope' ? createPyroscopeSource : createParcaSource;
  const source = createSource({ transport: dedupeRequests(transport), now });
  return {
    transport,
    source,
    scans: createSharedScans((question, options) => {
      const metrics = metricsOf(settings.jsonData);
      const ports = { profiles: source, metrics, engine: sharedEngine(), now };
      return scanFleet(ports, question, options);
    }, now),
    uid: settings.uid,
    engine: sharedEngine,
    templates: () => getTemplateSrv(),
    now,
    aliases: createSiteAliases(getBackendSrv()),
    configuredUrl: () => readConfiguredUrl(settings.uid),
  };
}

function orgId(): number | undefined {
  return config.bootData.user.orgId;
}

/** Grafana's proxy waits as long for the first byte. */
function timeoutOf({ timeout }: Partial<ParcaOptions> = {}): number | undefined {
  const seconds = Number(timeout);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}

/** undefined: none is configured, or it may not be seen. */
function metricsOf({ prometheusUid }: Partial<ParcaOptions> = {}): MetricSource | undefined {
  if (!prometheusUid) return undefined;
  const url = getDataSourceSrv().getInstanceSettings(prometheusUid)?.url;
  if (url === undefined) return undefined;
  const backend = getBackendSrv();
  const transport = createBackendTransport({
    ...{ backend, url, source: 'Prometheus' },
    orgId: orgId(),
  });
  return createPrometheusSource({ transport });
}

async function readConfiguredUrl(uid: string): Promise<string | undefined> {
  try {
    const url = `/api/datasources/uid/${encodeURIComponent(uid)}`;
    const answer = await firstValueFrom(
      getBackendSrv().fetch<unknown>({ url, showErrorAlert: false }),
    );
    const { data } = answer;
    if (typeof data !== 'object' || data === null || !('url' in data)) return undefined;
    return typeof data.url === 'string' && data.url !== '' ? data.url : undefined;
  } catch {
    return undefined;
  }
}
