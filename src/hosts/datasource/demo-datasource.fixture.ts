import {
  dateTime,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type TimeRange,
} from '@grafana/data';
import { setBackendSrv, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import type { Observable } from 'rxjs';
import { createReplay, type Archive } from '#archive';
import { fakeBackend, type FakeBackend } from './backend.fixture';
import { fakeTemplates, type FakeVariable } from './query/templates.fixture';
import type { ParcaOptions } from './options';
import { ParcaDataSource } from './parca-datasource';

export const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
export const MEMORY = 'memory:inuse_space:bytes:space:bytes';

/** For tests: the datasource in front of a replayed archive, as Grafana makes it. */
export interface DemoDatasource {
  readonly datasource: ParcaDataSource;
  readonly backend: FakeBackend;
}

export function demoDatasource(
  archive: Archive,
  variables: Readonly<Record<string, FakeVariable>> = {},
  settings: Partial<DataSourceInstanceSettings<ParcaOptions>> = {},
): DemoDatasource {
  const backend = fakeBackend(createReplay(archive));
  setBackendSrv(backend.backendSrv);
  setTemplateSrv(fakeTemplates(variables) as unknown as TemplateSrv);
  const instance = {
    id: 1,
    uid: 'parca',
    type: 'parcascope-parca-datasource',
    name: 'Parca',
    url: '/api/datasources/proxy/uid/parca',
    access: 'proxy',
    readOnly: false,
    jsonData: {},
    ...settings,
  } as DataSourceInstanceSettings<ParcaOptions>;
  return { datasource: new ParcaDataSource(instance), backend };
}

export function grafanaRange(start: number, end: number): TimeRange {
  const [from, to] = [dateTime(start), dateTime(end)];
  return { from, to, raw: { from, to } };
}

export function demoRequest<Q extends { refId: string }>(
  targets: readonly Q[],
  of: { readonly range: TimeRange } & Partial<DataQueryRequest>,
): DataQueryRequest<Q> {
  return {
    requestId: 'Q1',
    interval: '15s',
    intervalMs: 15_000,
    maxDataPoints: 100,
    scopedVars: {},
    timezone: 'utc',
    app: 'dashboard',
    startTime: 0,
    ...of,
    targets: [...targets],
  } as DataQueryRequest<Q>;
}

/** Every response in its order. */
export function collect(answer: Observable<DataQueryResponse>): Promise<DataQueryResponse[]> {
  return new Promise((resolve, reject) => {
    const all: DataQueryResponse[] = [];
    answer.subscribe({
      next: (response) => all.push(response),
      error: reject,
      complete: () => resolve(all),
    });
  });
}
