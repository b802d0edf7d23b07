import { Observable } from 'rxjs';
import type { BackendSrv } from '@grafana/runtime';
import type { Replay } from '#archive';
import { APP_ID } from '#frames';

/** A request as it reaches Parca, for tests. */
interface SeenRequest {
  readonly path: string;
  readonly signal: AbortSignal | undefined;
}

/** In place of Parca; each character of the body is a byte. undefined lets the replay answer. A status above 299 is thrown, as Grafana does. */
export type Answer = { readonly status: number; readonly body: string; readonly type?: string };

export interface FakeBackend {
  readonly backendSrv: BackendSrv;
  readonly seen: SeenRequest[];
  /** By path and by the request's bytes as text. */
  answer: (path: string, body: string) => Answer | undefined;
  /** What `/api/datasources/uid/parca` answers; undefined: it may not be seen. */
  settings: { readonly url: string } | undefined;
  /** `jsonData` of the app, as Grafana stores it; undefined: it may not be seen. */
  appSettings: unknown;
  /** What the Prometheus at `METRICS_PROXY` answers. */
  metrics: Answer;
  /** Nothing is answered before this is done. */
  gate: (path: string) => Promise<void>;
}

export const METRICS_PROXY = '/api/datasources/proxy/uid/prometheus/';
const PROXY = '/api/datasources/proxy/uid/parca/';

/** Grafana's proxy in front of a replayed archive. Parts of `BackendSrv` that a datasource does not call are missing. */
export function fakeBackend(replay: Replay): FakeBackend {
  const fake: Omit<FakeBackend, 'backendSrv'> = {
    seen: [],
    answer: () => undefined,
    settings: undefined,
    appSettings: undefined,
    metrics: { status: 404, body: '' },
    gate: () => Promise.resolve(),
  };
  const fetch = (options: FetchOptions) =>
    new Observable((subscriber) => {
      const fail = () => subscriber.error(new DOMException('aborted', 'AbortError'));
      options.abortSignal?.addEventListener('abort', fail);
      answerOf(options, fake, replay).then(
        (response) => {
          if (response.status > 299) subscriber.error(response);
          else {
            subscriber.next(response);
            subscriber.complete();
          }
        },
        (error: unknown) => subscriber.error(error),
      );
    });
  return Object.assign(fake, { backendSrv: { fetch } as unknown as BackendSrv });
}

interface FetchOptions {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly data?: unknown;
  readonly abortSignal?: AbortSignal;
}

async function answerOf(
  options: FetchOptions,
  fake: Omit<FakeBackend, 'backendSrv'>,
  replay: Replay,
) {
  if (options.url === `/api/plugins/${APP_ID}/settings`) {
    const status = fake.appSettings === undefined ? 403 : 200;
    return { status, headers: new Headers(), data: { jsonData: fake.appSettings } };
  }
  if (options.url.startsWith(METRICS_PROXY)) return responseOf(fake.metrics);
  if (!options.url.startsWith(PROXY))
    return { status: fake.settings ? 200 : 403, headers: new Headers(), data: fake.settings ?? {} };
  const path = options.url.slice(PROXY.length);
  fake.seen.push({ path, signal: options.abortSignal });
  const body = await bodyOf(options.data);
  await fake.gate(path);
  const foreign = fake.answer(path, new TextDecoder('latin1').decode(body));
  if (foreign) return responseOf(foreign);
  const answer = await replay.parca({
    path,
    method: options.method === 'POST' ? 'POST' : 'GET',
    headers: options.headers ?? {},
    body,
  });
  const data = new Uint8Array(answer.body).buffer;
  return { status: answer.status, headers: new Headers(answer.headers), data };
}

function responseOf({ status, body, type }: Answer) {
  const headers = new Headers(type === undefined ? {} : { 'content-type': type });
  const bytes = Uint8Array.from(body, (character) => character.charCodeAt(0));
  return { status, headers, data: bytes.buffer };
}

async function bodyOf(data: unknown): Promise<Uint8Array> {
  if (data instanceof Blob) return bytesOf(data);
  return new TextEncoder().encode(typeof data === 'string' ? data : '');
}

/** jsdom's Blob cannot be read otherwise. */
function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(new Error('the Blob cannot be read'));
    reader.onload = () =>
      resolve(
        reader.result instanceof ArrayBuffer ? new Uint8Array(reader.result) : new Uint8Array(),
      );
    reader.readAsArrayBuffer(blob);
  });
}
