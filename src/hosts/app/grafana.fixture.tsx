import type { ReactNode } from 'react';
import type { DataSourceInstanceSettings } from '@grafana/data';
import {
  config,
  locationService,
  setBackendSrv,
  setDataSourceSrv,
  type BackendSrv,
  type BackendSrvRequest,
  type FetchResponse,
  type PluginPageProps,
} from '@grafana/runtime';
import { from, type Observable } from 'rxjs';
import type { Replay } from '#archive';

/* Grafana around the app, for tests: its proxy leads to an archive's replay, its own API to what a test says. */

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** An answer of Grafana's own API; from 300 it is thrown, as Grafana does. */
export interface Answer {
  readonly status?: number;
  readonly data: unknown;
}

export interface FakeGrafana {
  readonly replay: Replay;
  readonly datasources: readonly DataSourceInstanceSettings[];
  /** Grafana's own API; undefined is HTTP 404. */
  readonly api?: (asked: Asked) => Answer | undefined;
  readonly role?: 'Viewer' | 'Admin';
  /** `/cos-grafana` */
  readonly subPath?: string;
}

export interface Seen {
  /** Paths behind `/api/datasources/proxy/uid/`: `ours/api/…`. */
  readonly proxied: string[];
  readonly asked: Asked[];
}

const EDIT = { 'dashboards:create': true, 'dashboards:write': true };

/** Puts the services in place; says what is asked of them. */
export function setUpGrafana(grafana: FakeGrafana): Seen {
  const seen: Seen = { proxied: [], asked: [] };
  const { role = 'Admin', subPath = '' } = grafana;
  Object.assign(config, {
    appSubUrl: subPath,
    bootData: {
      user: {
        orgRole: role,
        isGrafanaAdmin: false,
        permissions: role === 'Admin' ? EDIT : {},
      },
    },
  });
  setDataSourceSrv({
    getList: () => [...grafana.datasources],
    getInstanceSettings: () => notUsed(),
    get: () => notUsed(),
    reload: notUsed,
    registerRuntimeDataSource: notUsed,
  });
  setBackendSrv(backend((request) => answer(grafana, seen, request)));
  locationService.replace('/');
  return seen;
}

/** `PluginPage` as far as the app's tests look at it; Grafana sets its own when it starts, and nothing public can. */
export function ShellPage({ pageNav, children }: PluginPageProps): ReactNode {
  return (
    <>
      <nav aria-label="Breadcrumbs">
        <a href={pageNav?.url}>{pageNav?.text}</a>
      </nav>
      {children}
    </>
  );
}

function notUsed(): never {
  throw new Error('not used by the app');
}

function backend(send: (request: BackendSrvRequest) => Promise<FetchResponse<never>>): BackendSrv {
  return {
    fetch: <T,>(request: BackendSrvRequest): Observable<FetchResponse<T>> => from(send(request)),
    chunked: (request) => from(inOnePiece(send({ ...request, url: `/${request.url}` }))),
    get: notUsed,
    delete: notUsed,
    post: notUsed,
    patch: notUsed,
    put: notUsed,
    request: notUsed,
    datasourceRequest: notUsed,
  };
}

/** A status that is no success is an answer here. */
async function inOnePiece(
  sent: Promise<FetchResponse<never>>,
): Promise<FetchResponse<Uint8Array | undefined>> {
  const response = await sent.catch((refused: FetchResponse<never>) => refused);
  return { ...response, data: new Uint8Array(response.data) };
}

const PROXY = '/api/datasources/proxy/uid/';

async function answer(grafana: FakeGrafana, seen: Seen, request: BackendSrvRequest) {
  const { url, method = 'GET' } = request;
  if (url.startsWith(PROXY)) {
    seen.proxied.push(url.slice(PROXY.length));
    return proxied(grafana, url.slice(PROXY.length), request);
  }
  const asked = { method, path: url, body: request.data as unknown };
  seen.asked.push(asked);
  const { status = 200, data } = grafana.api?.(asked) ?? {
    status: 404,
    data: { message: 'Not found' },
  };
  return respond({ status, data, headers: {}, request });
}

async function proxied(
  { datasources, replay }: FakeGrafana,
  path: string,
  request: BackendSrvRequest,
) {
  const [uid = '', ...rest] = path.split('/');
  const type = datasources.find((one) => one.uid === uid)?.type;
  const server = type === 'prometheus' ? replay.prometheus : replay.parca;
  const body: unknown = request.data;
  const bytes = body instanceof Blob ? new Uint8Array(await bytesOf(body)) : undefined;
  const text = typeof body === 'string' ? new TextEncoder().encode(body) : undefined;
  const sent = bytes ?? text;
  const response = await server({
    path: rest.join('/'),
    method: request.method === 'POST' ? 'POST' : 'GET',
    headers: Object.fromEntries(
      Object.entries({ ...request.headers }).map(([name, value]) => [
        name.toLowerCase(),
        String(value),
      ]),
    ),
    ...(sent && { body: sent }),
  });
  return respond({
    status: response.status,
    data: new Uint8Array(response.body).buffer,
    headers: response.headers,
    request,
  });
}

/** jsdom's Blob has no `arrayBuffer`. */
function bytesOf(blob: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () =>
      reader.result instanceof ArrayBuffer ? resolve(reader.result) : reject(new Error('no bytes'));
    reader.onerror = () => reject(new Error('unreadable'));
    reader.readAsArrayBuffer(blob);
  });
}

function respond(of: {
  status: number;
  data: unknown;
  headers: Record<string, string>;
  request: BackendSrvRequest;
}): FetchResponse<never> {
  const response = {
    status: of.status,
    statusText: '',
    ok: of.status < 300,
    data: of.data as never,
    headers: new Headers(of.headers),
    redirected: false,
    type: 'basic' as const,
    url: of.request.url,
    config: of.request,
  };
  // As Grafana's: every status that is no success is thrown.
  if (!response.ok) throw response;
  return response;
}

/** A datasource as Grafana's boot data has it. */
export function datasource(
  uid: string,
  more: {
    readonly name?: string;
    readonly type?: string;
    readonly pluginId?: string;
    readonly isDefault?: boolean;
    readonly jsonData?: object;
  } = {},
): DataSourceInstanceSettings {
  const { type = 'prometheus', name = uid, pluginId = type, isDefault = false } = more;
  return {
    id: 1,
    uid,
    name,
    type,
    access: 'proxy',
    readOnly: false,
    isDefault,
    url: `${PROXY}${uid}`,
    jsonData: { ...more.jsonData },
    // The app reads the plugin's id alone.
    meta: { id: pluginId } as DataSourceInstanceSettings['meta'],
  };
}
