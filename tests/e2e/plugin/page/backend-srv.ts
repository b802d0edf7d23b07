import { Observable } from 'rxjs';
import type { BackendSrvRequest, FetchResponse } from '@grafana/runtime';

/** Requests as Grafana's frontend sends them: below its root, bytes only as a Blob, everything but 2xx thrown. */
export const backendSrv = {
  fetch: <T>(request: BackendSrvRequest) =>
    new Observable<FetchResponse<T>>((subscriber) => {
      const controller = new AbortController();
      request.abortSignal?.addEventListener('abort', () => controller.abort());
      send<T>(request, controller.signal).then(
        (answer) => {
          subscriber.next(answer);
          subscriber.complete();
        },
        (error: unknown) => subscriber.error(error),
      );
      return () => controller.abort();
    }),
  get: (url: string) => ask({ url }),
  post: (url: string, body: unknown) => ask({ url, method: 'POST', data: body }),
};

async function ask(request: BackendSrvRequest): Promise<unknown> {
  const answer = await send<unknown>(request, new AbortController().signal);
  return answer.data;
}

async function send<T>(request: BackendSrvRequest, signal: AbortSignal): Promise<FetchResponse<T>> {
  const url = new URL(request.url.replace(/^\//, ''), document.baseURI);
  const response = await fetch(url, {
    method: request.method ?? 'GET',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...request.headers },
    signal,
    ...(request.data !== undefined && { body: bodyOf(request.data) }),
  });
  const { status, statusText, ok, headers, redirected, type } = response;
  const data = await dataOf(response, request.responseType);
  const answer = { status, statusText, ok, headers, redirected, type, url: url.href, data };
  if (!ok) throw { ...answer, config: request };
  return { ...answer, config: request } as FetchResponse<T>;
}

function bodyOf(data: unknown): string | Blob {
  return typeof data === 'string' || data instanceof Blob ? data : JSON.stringify(data);
}

async function dataOf(response: Response, type: BackendSrvRequest['responseType']) {
  if (type === 'arraybuffer') return response.arrayBuffer();
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
