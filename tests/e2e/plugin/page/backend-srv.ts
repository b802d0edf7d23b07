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
  /** As they come, whatever the status; unlike `fetch` it takes the address as it is. */
  chunked: (request: BackendSrvRequest) =>
    new Observable<FetchResponse<Uint8Array | undefined>>((subscriber) => {
      const controller = new AbortController();
      sendInPieces(request, controller.signal, (piece) => subscriber.next(piece)).then(
        () => subscriber.complete(),
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
  const response = await open({ ...request, url: request.url.replace(/^\//, '') }, signal);
  const data = await dataOf(response, request.responseType);
  const answer = { ...headOf(response, request), data };
  if (!answer.ok) throw answer;
  return answer as FetchResponse<T>;
}

async function sendInPieces(
  request: BackendSrvRequest,
  signal: AbortSignal,
  take: (piece: FetchResponse<Uint8Array | undefined>) => void,
): Promise<void> {
  const response = await open(request, signal);
  const head = headOf(response, request);
  const reader = response.body!.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    take({ ...head, data: value });
    if (done) return;
  }
}

function open(request: BackendSrvRequest, signal: AbortSignal): Promise<Response> {
  return fetch(new URL(request.url, document.baseURI), {
    method: request.method ?? 'GET',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...request.headers },
    signal,
    ...(request.data !== undefined && { body: bodyOf(request.data) }),
  });
}

function headOf(response: Response, config: BackendSrvRequest) {
  const { status, statusText, ok, headers, redirected, type, url } = response;
  return { status, statusText, ok, headers, redirected, type, url, config };
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
