import { getBackendSrv, getTemplateSrv } from '@grafana/runtime';
import type { DataSourceInstanceSettings } from '@grafana/data';
import { firstValueFrom } from 'rxjs';
import { createEngine, type Engine } from '#engine';
import {
  createBackendTransport,
  createParcaSource,
  dedupeRequests,
  type ProfileSource,
  type Transport,
} from '#sources';
import type { TopologyAliases } from '#series';
import type { ParcaOptions } from './options';
import { createSiteAliases } from './site-aliases';
import type { Templates } from './query/templates';

/** What a datasource works with. */
export interface Services {
  /** Not deduplicated, for checks; `source` may answer with an answer of up to a second ago. */
  readonly transport: Transport;
  readonly source: ProfileSource;
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
  engine ??= createEngine();
  return engine;
}

export function grafanaServices(settings: DataSourceInstanceSettings<ParcaOptions>): Services {
  const timeoutMs = timeoutOf(settings.jsonData);
  const transport = createBackendTransport({
    backend: getBackendSrv(),
    url: settings.url ?? '',
    source: 'Parca',
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  const now = () => Date.now();
  return {
    transport,
    source: createParcaSource({ transport: dedupeRequests(transport), now }),
    engine: sharedEngine,
    templates: () => getTemplateSrv(),
    now,
    aliases: createSiteAliases(getBackendSrv()),
    configuredUrl: () => readConfiguredUrl(settings.uid),
  };
}

/** Grafana's proxy waits as long for the first byte. */
function timeoutOf({ timeout }: Partial<ParcaOptions> = {}): number | undefined {
  const seconds = Number(timeout);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
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
