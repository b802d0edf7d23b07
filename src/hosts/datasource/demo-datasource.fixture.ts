import type { DataQueryResponse, DataSourceInstanceSettings } from '@grafana/data';
import { setBackendSrv, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import type { Observable } from 'rxjs';
import { createReplay, type Archive, type Replay } from '#archive';
import { fakeBackend, type FakeBackend } from './backend.fixture';
import { fakeTemplates, type FakeVariable } from './query/templates.fixture';
import type { ParcaOptions } from './options';
import { ParcaDataSource } from './parca-datasource';

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
  return datasourceOn(createReplay(archive), variables, settings);
}

/** In front of anything that answers; `replay.parca` is what is behind the proxy, a Pyroscope too. */
export function datasourceOn(
  replay: Replay,
  variables: Readonly<Record<string, FakeVariable>> = {},
  settings: Partial<DataSourceInstanceSettings<ParcaOptions>> = {},
): DemoDatasource {
  const backend = fakeBackend(replay);
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
